using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Domain.Escalation;

/// <summary>
/// Bounces a case back with a reason: before acceptance the sender simply keeps the conversation, afterwards it goes back to them;
/// with nobody to go back to it waits in its queue.
/// </summary>
public sealed class ReturnEscalation(IEscalationStore store, ReadTeam team, TellTimeline tell, HandOverConversation handOver, UnassignConversation unassign, IEventHub hub, TimeProvider clock)
{
    public async Task<EscalationOutcome> ExecuteAsync(Actor actor, Guid caseId, string reason, CancellationToken ct)
    {
        if (await store.FindAsync(caseId, ct) is not { } before) return new EscalationOutcome.Unknown();
        using var span = Spans.Start("return escalation", before.ConversationId);
        var (next, refused) = EscalationRules.Return(before, actor, await AcceptEscalation.IsMemberAsync(team, actor, before.QueueId, ct), reason, clock.GetUtcNow());
        if (next is null) return new EscalationOutcome.Refused(refused!.Value);
        if (!await store.ChangeAsync(next, ct)) return new EscalationOutcome.Overtaken();

        var entry = new EntryDraft(EscalationRules.StepId(next, EscalationStep.Returned), EntryKind.Event, Audience.Staff, actor) { Event = TimelineEvent.EscalationReturned, Text = next.ReturnReason };
        if (before.State is EscalationState.Accepted && before.FromAgentId is { } sender && await team.FindAsync(actor, sender, ct) is { IsEnabled: true, Presence: not Presence.Offline })
        {
            // They had it before and know it: whether they have room now does not matter.
            await handOver.ExecuteAsync(Actor.System, next.ConversationId, sender, entry, CapacityClaim.Override, ct);
        }
        else
        {
            await tell.ExecuteAsync(Actor.System, next.ConversationId, entry, ct);
            if (before.State is EscalationState.Accepted) await unassign.ExecuteAsync(Actor.System, next.ConversationId, RoutingReasons.ByHand, ct);
        }

        hub.Publish(new EscalationChanged(next.ConversationId, next.Id, next.State));
        return span.Ended<EscalationOutcome>(new EscalationOutcome.Done(next));
    }
}
