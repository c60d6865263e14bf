using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Domain.Escalation;

/// <summary>
/// Bounces a case back with a reason: before acceptance the sender simply keeps the conversation, afterwards it goes back to them;
/// with nobody to go back to it waits in the queue that it came from, and whoever refused it is not asked again in this round.
/// </summary>
public sealed class ReturnEscalation(IEscalationStore store, ReadTimeline timeline, ReadTeam team, TellTimeline tell, TellEscalation told, HandOverConversation handOver, IEventHub hub, TimeProvider clock)
{
    public async Task<EscalationOutcome> ExecuteAsync(Actor actor, Guid caseId, string reason, CancellationToken ct)
    {
        if (await store.FindAsync(caseId, ct) is not { } before) return new EscalationOutcome.Unknown();
        using var span = Spans.Start("return escalation", before.ConversationId);
        if (await timeline.FindAsync(actor, before.ConversationId, ct) is not { } conversation) return new EscalationOutcome.Unknown();
        var isMember = await AcceptEscalation.IsMemberAsync(team, actor, before.QueueId, ct);
        var (next, refused) = EscalationRules.Return(before, actor, isMember, conversation.AssigneeId, reason, clock.GetUtcNow());
        if (next is null) return new EscalationOutcome.Refused(refused!.Value);
        if (!await store.ChangeAsync(next, ct)) return new EscalationOutcome.Overtaken();

        var entry = new EntryDraft(EscalationRules.StepId(next, EscalationStep.Returned), EntryKind.Event, Audience.Staff, actor) { Event = TimelineEvent.EscalationReturned, Text = next.ReturnReason };
        if (before.State is EscalationState.Accepted) await SendBackAsync(before, entry, ct);
        // Nobody had it: an offer that is not opened yet would go to the tier that does not want it.
        else if (before.FromAgentId is null && (conversation.AssigneeId is null || conversation.OpenedAt is null)) await told.GiveBackAsync(before, conversation.AssigneeId, actor.User, entry, ct);
        else await tell.ExecuteAsync(Actor.System, next.ConversationId, entry, ct);
        await told.StaysAsync(next, ct);
        hub.Publish(EscalationChanged.Of(next, actor));
        return span.Ended<EscalationOutcome>(new EscalationOutcome.Done(next));
    }

    private async Task SendBackAsync(EscalationCase before, EntryDraft entry, CancellationToken ct)
    {
        if (before.FromAgentId is { } sender && await team.FindAsync(Actor.System, sender, ct) is { IsEnabled: true, Presence: not Presence.Offline })
        {
            // They had it before and know it: whether they have room now does not matter.
            await handOver.ExecuteAsync(Actor.System, before.ConversationId, before.AcceptedById, sender, entry, CapacityClaim.Override, ct);
        }
        else
        {
            await told.GiveBackAsync(before, before.AcceptedById, before.AcceptedById, entry, ct);
        }
    }
}
