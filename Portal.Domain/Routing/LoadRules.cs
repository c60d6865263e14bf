using Portal.Domain.Conversations;

namespace Portal.Domain.Routing;

/// <summary>Which of an agent's loads say something, for whoever looks at them. Pure.</summary>
public static class LoadRules
{
    /// <summary>Whether a kind is worth a word: chats always, the others where there are any.</summary>
    public static bool IsInUse(ChannelKind kind, PerChannel load) => kind is ChannelKind.Chat || load[kind] > 0;

    /// <summary>The kind that has the largest share of its capacity in use; chats where several do.</summary>
    public static ChannelKind Fullest(PerChannel load, PerChannel capacity)
    {
        var fullest = ChannelKind.Chat;
        foreach (var kind in PerChannel.Kinds)
        {
            // load ÷ capacity compared without dividing, so that a capacity of nothing is simply the fullest with any load.
            if (load[kind] * Math.Max(1, capacity[fullest]) > load[fullest] * Math.Max(1, capacity[kind])) fullest = kind;
        }

        return fullest;
    }

    /// <summary>More than the capacity of some kind.</summary>
    public static bool IsOver(PerChannel load, PerChannel capacity) => PerChannel.Kinds.Any(k => load[k] > capacity[k]);
}
