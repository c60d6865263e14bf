namespace Portal.Domain.Accounts;

/// <summary>Older runtimes have published holes in data protection, SignalR and Blazor Server.</summary>
public static class RuntimeRules
{
    public static Version Floor { get; } = new(10, 0, 12);

    public static bool IsBelowFloor(Version runtime) => runtime < Floor;
}
