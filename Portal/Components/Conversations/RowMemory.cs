using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Components.Conversations;

/// <summary>What beside the conversation and the time a row depends on.</summary>
public readonly record struct RowView(bool Selected, bool Reading, bool Typing, string? Draft);

/// <summary>
/// The words of the rows of a list as they were worked out last: a list of fifty in which one row changes at a time works out
/// that one. For one circuit; not for several threads.
/// </summary>
public sealed class RowMemory
{
    /// <summary>How long the words of a row stay true that counts minutes at the most.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(1);

    private const int Most = 2 * ListConversations.Limit;

    private readonly Dictionary<ConversationId, (ConversationRow Row, RowView View, long Moment, RowWords Words)> words = [];
    private readonly Dictionary<ConversationId, (string Preview, int Mood)> moods = [];

    /// <param name="countsSeconds">The row shows seconds, so that its words last for one only.</param>
    public RowWords Words(ConversationRow row, RowView view, DateTimeOffset now, bool countsSeconds, Func<ConversationRow, RowView, DateTimeOffset, RowWords> work)
    {
        var id = row.Conversation.Id;
        // Two clocks of different steps must not meet in one number.
        var moment = countsSeconds ? -now.UtcTicks / Quick.Ticks : now.UtcTicks / Slow.Ticks;
        if (words.TryGetValue(id, out var known) && ReferenceEquals(known.Row, row) && known.View == view && known.Moment == moment) return known.Words;
        if (words.Count >= Most) words.Clear();
        var made = work(row, view, now);
        words[id] = (row, view, moment, made);
        return made;
    }

    /// <summary>The mood of the newest message, read once for each message.</summary>
    public int Mood(Conversation conversation)
    {
        if (conversation.PreviewRole is not Role.Customer) return 0;
        if (moods.TryGetValue(conversation.Id, out var known) && ReferenceEquals(known.Preview, conversation.Preview)) return known.Mood;
        if (moods.Count >= Most) moods.Clear();
        var mood = MoodRules.Score(conversation.Preview);
        moods[conversation.Id] = (conversation.Preview, mood);
        return mood;
    }
}

/// <summary>A group of the list and the words of its rows.</summary>
public sealed record ListPart(ListGroup Group, IReadOnlyList<RowWords> Rows)
{
    public static bool Same(IReadOnlyList<ListPart> one, IReadOnlyList<ListPart> next)
    {
        if (one.Count != next.Count) return false;
        for (var i = 0; i < one.Count; i++)
        {
            if (one[i].Group != next[i].Group || !one[i].Rows.SequenceEqual(next[i].Rows)) return false;
        }

        return true;
    }
}
