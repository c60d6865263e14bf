namespace Portal.Components.Shared;

/// <summary>What the person chose: <c>light</c>, <c>dark</c> or <c>system</c>. The browser keeps it; a circuit only hears of it.</summary>
public sealed class ThemeChoice
{
    public string Chosen { get; private set; } = "system";

    public event Action? Changed;

    internal void Hear(string chosen)
    {
        if (Chosen == chosen) return;
        Chosen = chosen;
        Changed?.Invoke();
    }
}
