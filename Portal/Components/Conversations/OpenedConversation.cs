using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Components.Conversations;

/// <summary>
/// What a page knows about the conversation that it shows. The parts count their changes, so that a typing hint does not
/// draw the timeline again, nor a message the header.
/// </summary>
public sealed class OpenedConversation(ConversationRow row, Receipts receipts)
{
    private readonly Dictionary<Guid, Hint> typing = [];
    private readonly Dictionary<Guid, Hint> viewing = [];
    private readonly Dictionary<Guid, Hint> writing = [];

    public ConversationRow Row { get; private set; } = row;

    public Conversation Conversation => Row.Conversation;

    public ConversationId Id => Row.Conversation.Id;

    public TimelineWindow Window { get; } = new();

    public Receipts Receipts { get; private set; } = receipts;

    /// <summary>Where the line "New" stands; stays while the conversation is open, so that the eye finds it.</summary>
    public long? FirstUnread { get; set; }

    public int HeadVersion { get; private set; }

    public int LinesVersion { get; private set; }

    public int HintsVersion { get; private set; }

    public IEnumerable<string> Typing(Side side) => typing.Values.Where(h => h.Side == side).Select(h => h.Name);

    public IEnumerable<string> Viewing => viewing.Values.Select(h => h.Name).Order(StringComparer.CurrentCulture);

    public void Take(ConversationRow next)
    {
        if (next.Conversation.Version < Conversation.Version) return;
        ForgetWriters(next.Conversation);
        Row = next;
        Window.Know(next.Conversation.LastSequence);
        HeadVersion++;
    }

    /// <summary>The event's state at once; names come with the next <see cref="Take(ConversationRow)" />.</summary>
    /// <returns>True when a name that stands beside it may have changed.</returns>
    public bool Take(Conversation next)
    {
        if (next.Version <= Conversation.Version) return false;
        var names = next.AssigneeId != Conversation.AssigneeId || next.QueueId != Conversation.QueueId || next.CustomerId != Conversation.CustomerId;
        ForgetWriters(next);
        Row = Row with { Conversation = next };
        Window.Know(next.LastSequence);
        HeadVersion++;
        return names;
    }

    /// <summary>Whoever wrote before it changed hands cannot go on; those who still may say so with their next letter.</summary>
    private void ForgetWriters(Conversation next)
    {
        if (next.AssigneeId == Conversation.AssigneeId || writing.Count == 0) return;
        writing.Clear();
        HintsVersion++;
    }

    public void LinesChanged() => LinesVersion++;

    public void Take(ReceiptsAdvanced fact)
    {
        var (known, next) = (Receipts, Receipts.With(fact));
        Receipts = next;
        // The team's own reading shows at no line of this page.
        if ((known.CustomerDelivered, known.CustomerRead) != (next.CustomerDelivered, next.CustomerRead)) LinesVersion++;
    }

    public void Take(Receipts read)
    {
        if (read == Receipts) return;
        Receipts = read;
        LinesVersion++;
    }

    /// <summary>A colleague who is writing to the customer, or has just paused: a hint ends with a pause, a half-written reply does not.</summary>
    public string? Writer => writing.Values.Select(h => h.Name).Order(StringComparer.CurrentCulture).FirstOrDefault();

    public void Take(SomebodyTyping fact, Guid me, DateTimeOffset until, DateTimeOffset writingUntil)
    {
        if (fact.Who == me) return;
        if (fact is { Side: Side.Staff, Typing: true }) Put(writing, fact.Who, true, new(fact.Name, Side.Staff, writingUntil));
        Put(typing, fact.Who, fact.Typing, new(fact.Name, fact.Side, until));
    }

    /// <returns>True when somebody came who does not know yet who else is here.</returns>
    public bool Take(SomebodyViewing fact, Guid me, DateTimeOffset until)
    {
        if (fact.Who == me) return false;
        var fresh = fact.Viewing && !viewing.ContainsKey(fact.Who);
        if (!fact.Viewing && writing.Remove(fact.Who)) HintsVersion++;
        Put(viewing, fact.Who, fact.Viewing, new(fact.Name, Side.Staff, until));
        return fresh;
    }

    /// <summary>Whoever wrote has stopped typing.</summary>
    public void Wrote(Guid author)
    {
        if (typing.Remove(author) | writing.Remove(author)) HintsVersion++;
    }

    public void Expire(DateTimeOffset now)
    {
        foreach (var hints in new[] { typing, viewing, writing })
        {
            foreach (var who in hints.Where(h => h.Value.Until <= now).Select(h => h.Key).ToList())
            {
                hints.Remove(who);
                HintsVersion++;
            }
        }
    }

    private void Put(Dictionary<Guid, Hint> hints, Guid who, bool on, Hint hint)
    {
        var known = hints.GetValueOrDefault(who);
        if (on) hints[who] = hint;
        else hints.Remove(who);
        if (known is null == on || (known is not null && known.Name != hint.Name)) HintsVersion++;
    }

    private sealed record Hint(string Name, Side Side, DateTimeOffset Until);
}
