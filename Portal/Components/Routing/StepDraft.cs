namespace Portal.Components.Routing;

/// <summary>What was typed about one step of relaxation.</summary>
public sealed class StepDraft
{
    public string After { get; set; } = "";
    public string Lower { get; set; } = "";
}
