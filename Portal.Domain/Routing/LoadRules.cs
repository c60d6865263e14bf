using Portal.Domain.Conversations;

namespace Portal.Domain.Routing;

/// <summary>Which of an agent's loads say something, for whoever looks at them: half units in use against units of capacity, as routing counts. Pure.</summary>
public static class LoadRules
{
    /// <summary>Whether a kind is worth a word: chats always, the others where there are any.</summary>
    public static bool IsInUse(ChannelKind kind, PerChannel used) => kind is ChannelKind.Chat || used[kind] > 0;

    /// <summary>The kind that has the largest share of its capacity in use; chats where several do.</summary>
    public static ChannelKind Fullest(PerChannel used, PerChannel capacity)
    {
        var fullest = ChannelKind.Chat;
        foreach (var kind in PerChannel.Kinds)
        {
            // used ÷ capacity compared without dividing, so that a capacity of nothing is simply the fullest with any load.
            if (used[kind] * Math.Max(1, capacity[fullest]) > used[fullest] * Math.Max(1, capacity[kind])) fullest = kind;
        }

        return fullest;
    }

    /// <summary>No room for an ordinary conversation of a kind.</summary>
    public static bool IsFull(ChannelKind kind, PerChannel used, PerChannel capacity) => Over(kind, used, capacity) > -Weights.Ordinary;

    /// <summary>Half units above the capacity of a kind; below zero is room.</summary>
    public static int Over(ChannelKind kind, PerChannel used, PerChannel capacity) => used[kind] - (capacity[kind] * Weights.Ordinary);

    /// <summary>More than the capacity of some kind.</summary>
    public static bool IsOver(PerChannel used, PerChannel capacity) => PerChannel.Kinds.Any(k => Over(k, used, capacity) > 0);
}
