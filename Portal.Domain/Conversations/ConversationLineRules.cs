using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>What a queue does with those who come when its line is as long as it may be.</summary>
public enum WhenFull
{
    /// <summary>Another queue takes them.</summary>
    Overflow,
    /// <summary>They are asked for an address to answer to later.</summary>
    AskEmail,
    /// <summary>They are told kindly that nobody can answer now; they may come back.</summary>
    Refuse,
}

/// <param name="To">Where they go, of <see cref="WhenFull.Overflow"/>.</param>
/// <param name="ToName">Its name, for the timeline.</param>
/// <param name="Text">The company's own words for the customer; null for the built-in, translated ones.</param>
public sealed record LineFull(WhenFull Then, QueueId? To, string ToName, string? Text);

/// <summary>Changes of a conversation's place in line. Pure, as <see cref="ConversationRules"/>.</summary>
public static class ConversationLineRules
{
    /// <summary>Reasons of <see cref="TimelineEvent.LineFull"/>.</summary>
    public const string GoesOn = "line-overflow", AsksEmail = "line-email", Refused = "line-refused";

    /// <summary>There is room for it in the line. Said only to those who were told before that there was none.</summary>
    public static Decision Admit(Conversation c, QueueId queue) => c is { IsQueued: true, Place: LinePlace.Arriving or LinePlace.Beyond } && c.QueueId == queue
        ? new Decision.Write(c with { Place = LinePlace.InLine }, c.Place is LinePlace.Beyond ? [EntryDraft.Of(TimelineEvent.LineJoined, Actor.System, Audience.Everyone)] : [])
        : new Decision.Refuse(Refusal.NothingToDo);

    /// <summary>The line is full. Its customer is told in the same transaction. Nothing for whoever is in line already, or with somebody.</summary>
    public static Decision TurnAway(Conversation c, QueueId from, LineFull full, DateTimeOffset now)
    {
        if (c is not { IsQueued: true, Place: LinePlace.Arriving } || c.QueueId != from) return new Decision.Refuse(Refusal.NothingToDo);
        EntryDraft Told(string reason) => EntryDraft.Of(TimelineEvent.LineFull, Actor.System, Audience.Everyone, full.Text, reason);
        return full.Then switch
        {
            WhenFull.Overflow when full.To is { } to && to != from => new Decision.Write(
                c with { QueueId = to, PreferredAgentId = null, PassedOver = [] }, [Told(GoesOn), EntryDraft.Of(TimelineEvent.Transferred, Actor.System, Audience.Staff, full.ToName, GoesOn)]),
            WhenFull.Overflow => new Decision.Refuse(Refusal.SameQueue),
            WhenFull.AskEmail => new Decision.Write(c with { Place = LinePlace.Beyond }, [Told(AsksEmail)]),
            WhenFull.Refuse => new Decision.Write(
                c with { Status = ConversationStatus.Resolved, ResolvedAt = now, QueuedAt = null, WaitingSince = null, PassedOver = [] },
                [Told(Refused), EntryDraft.Of(TimelineEvent.Resolved, Actor.System, Audience.Staff, reason: Refused)]),
            _ => throw new ArgumentOutOfRangeException(nameof(full), full.Then, "No rule for this"),
        };
    }

    /// <summary>Its customer does not wait in the chat: they are answered at an address.</summary>
    public static Decision AnswerByEmail(Conversation c, Actor customer, string email)
    {
        if (customer.Role is not Role.Customer || customer.Customer != c.CustomerId) return new Decision.Refuse(Refusal.NotYours);
        return c is { IsQueued: true, Place: not LinePlace.ByEmail }
            ? new Decision.Write(c with { Place = LinePlace.ByEmail }, [EntryDraft.Of(TimelineEvent.AnswerByEmail, customer, Audience.Everyone, email)])
            : new Decision.Refuse(Refusal.NothingToDo);
    }
}
