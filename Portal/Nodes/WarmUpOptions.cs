namespace Portal.Nodes;

public sealed class WarmUpOptions
{
    public const string Section = "WarmUp";

    /// <summary>Null: everywhere but in Development, where the start should cost nothing.</summary>
    public bool? Enabled { get; init; }

    /// <summary>A node is ready after this time, warm or not.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often everything is run.</summary>
    public int Rounds { get; init; } = 3;
}
