using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Domain.Escalation;

/// <summary>What the history says of a case, and where a conversation that nobody has waits meanwhile. Each step has an id of its own: done twice, it is there once.</summary>
public sealed class TellEscalation(IEscalationStore store, ReadTimeline timeline, ReadTeam team, TellTimeline tell, PostWord post, TransferConversation transfer, GiveBackConversation giveBack, TimeProvider clock)
{
    /// <summary>The customer reads who is coming, and what the sender says about it.</summary>
    internal async Task AskedAsync(EscalationCase e, CancellationToken ct)
    {
        var by = e.AskedById is { } who ? new Actor(who.Value, Role.Agent, e.FromName) : Actor.System;
        var entry = e.Lapses == 0
            ? new EntryDraft(EscalationRules.StepId(e, EscalationStep.Asked), EntryKind.Event, Audience.Everyone, by) { Event = TimelineEvent.EscalationAsked, Text = e.TierName, Reason = EscalationReasons.Of(e.Cause) }
            : new EntryDraft(EscalationRules.StepId(e, EscalationStep.Lapsed), EntryKind.Event, Audience.Everyone, Actor.System) { Event = TimelineEvent.EscalationAsked, Text = e.TierName, Reason = EscalationReasons.Lapsed };
        await tell.ExecuteAsync(Actor.System, e.ConversationId, entry, ct);
        if (e.Word is { } word) await post.ExecuteAsync(Actor.System, e.ConversationId, by, EscalationRules.WordId(e), word, ct);
    }

    /// <summary>What nobody has moves to the tier's queue; from then on the case is told.</summary>
    internal async Task MoveAsync(EscalationCase e, CancellationToken ct)
    {
        var now = await timeline.FindAsync(Actor.System, e.ConversationId, ct);
        // Offered to somebody of the tier before: it may come back from there, and is looked at again.
        if (e.FromAgentId is null && now is { Status: ConversationStatus.Open, AssigneeId: not null, OpenedAt: null }) return;
        if (now is { IsQueued: true } && now.QueueId != e.QueueId) await transfer.ExecuteAsync(Actor.System, e.ConversationId, e.QueueId, e.TierName, ct);
        await store.MarkToldAsync(e.Id, e.TierId, clock.GetUtcNow(), ct);
    }

    /// <summary>Who was said to come does not: the customer reads who goes on instead. Why is among colleagues.</summary>
    internal async Task StaysAsync(EscalationCase e, CancellationToken ct)
    {
        if (await timeline.FindAsync(Actor.System, e.ConversationId, ct) is not { Status: not ConversationStatus.Resolved } conversation) return;
        var holder = conversation.AssigneeId is { } id ? await team.FindAsync(Actor.System, id, ct) : null;
        await tell.ExecuteAsync(Actor.System, e.ConversationId, new(EscalationRules.StepId(e, EscalationStep.Stays), EntryKind.Event, Audience.Everyone, Actor.System)
        {
            Event = TimelineEvent.EscalationReturned, Text = holder?.Name ?? "", Reason = EscalationReasons.Stays,
        }, ct);
    }

    /// <summary>What nobody of the tier wants waits where it came from.</summary>
    /// <param name="from">Who has it, or is offered it.</param>
    /// <param name="refuser">Who is not asked again in this round.</param>
    internal async Task GiveBackAsync(EscalationCase e, UserId? from, UserId? refuser, EntryDraft entry, CancellationToken ct)
    {
        var name = (await team.QueuesAsync(Actor.System, ct)).FirstOrDefault(q => q.Id == e.FromQueueId)?.Name;
        // A queue that is gone takes nothing back: there it stays.
        await giveBack.ExecuteAsync(Actor.System, e.ConversationId, new(from, name is null ? null : e.FromQueueId, name ?? "", refuser), entry, ct);
    }
}
