namespace Portal.Components.Shared;

/// <summary>The small numbers on the rail, one circuit's own. Who counts something sets it by the place's path.</summary>
public sealed class RailCounts
{
    private readonly Dictionary<string, int> counts = [];

    public event Action? Changed;

    public int this[string path]
    {
        get => counts.GetValueOrDefault(path);
        set
        {
            if (counts.GetValueOrDefault(path) == value) return;
            counts[path] = value;
            Changed?.Invoke();
        }
    }
}
