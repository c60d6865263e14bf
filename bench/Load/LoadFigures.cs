namespace Portal.Bench.Load;

/// <summary>What a measurement has found.</summary>
internal sealed class LoadFigures
{
    public long Sent { get; set; }

    /// <summary>Messages that an end never received, counted at each end.</summary>
    public long Lost { get; set; }

    public long Doubled { get; set; }

    /// <summary>Messages that came before an earlier one of the same sender, and conversations whose ends have another order of the whole.</summary>
    public long Reordered { get; set; }

    /// <summary>From the due time to the other end, in milliseconds.</summary>
    public List<float> Delays { get; } = [];

    /// <summary>The delay that <paramref name="share"/> of all messages stay below; null without any.</summary>
    public double? Within(double share)
    {
        if (Delays.Count == 0) return null;
        Delays.Sort();
        return Math.Round(Delays[Math.Min(Delays.Count - 1, (int)(Delays.Count * share))], 2);
    }

    /// <exception cref="InvalidOperationException">Something was lost, doubled or reordered.</exception>
    public void ThrowIfBroken()
    {
        if (Lost + Doubled + Reordered > 0) throw new InvalidOperationException($"Lost {Lost}, doubled {Doubled}, reordered {Reordered} of {Sent} messages.");
    }
}
