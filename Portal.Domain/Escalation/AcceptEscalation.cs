using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Domain.Escalation;

/// <summary>
/// Takes over what a tier was asked for. First the case is claimed, so that of two who accept one wins; then the conversation
/// goes over in one step. A crash between the two is finished by <see cref="SettleEscalations"/>.
/// </summary>
public sealed class AcceptEscalation(IEscalationStore store, ReadTeam team, HandOverConversation handOver, IEventHub hub, TimeProvider clock)
{
    /// <param name="anyway">Although the actor has no room for it.</param>
    public async Task<EscalationOutcome> ExecuteAsync(Actor actor, Guid caseId, bool anyway, CancellationToken ct)
    {
        if (await store.FindAsync(caseId, ct) is not { } asked) return new EscalationOutcome.Unknown();
        using var span = Spans.Start("accept escalation", asked.ConversationId);
        var (next, refused) = EscalationRules.Accept(asked, actor, await IsMemberAsync(team, actor, asked.QueueId, ct), clock.GetUtcNow());
        if (next is null) return new EscalationOutcome.Refused(refused!.Value);
        if (!await store.ChangeAsync(next, ct)) return new EscalationOutcome.Overtaken();
        return span.Ended(await FinishAsync(next with { Version = next.Version + 1 }, asked, anyway ? CapacityClaim.Override : CapacityClaim.ByHand, ct));
    }

    /// <summary>A member of the tier's queue has opened what nobody had: they have it already, and so the case is accepted.</summary>
    public async Task ByOpeningAsync(Guid caseId, UserId holder, CancellationToken ct)
    {
        if (await store.FindAsync(caseId, ct) is not { } asked || await team.FindAsync(Actor.System, holder, ct) is not { } agent) return;
        var actor = new Actor(holder.Value, Role.Agent, agent.Name);
        var (next, _) = EscalationRules.Accept(asked, actor, await IsMemberAsync(team, actor, asked.QueueId, ct), clock.GetUtcNow());
        if (next is null || !await store.ChangeAsync(next, ct)) return;
        await FinishAsync(next with { Version = next.Version + 1 }, null, CapacityClaim.Override, ct);
    }

    /// <param name="asked">What the case goes back to when the handover is refused; null to leave it.</param>
    internal async Task<EscalationOutcome> FinishAsync(EscalationCase accepted, EscalationCase? asked, CapacityClaim claim, CancellationToken ct)
    {
        var receiver = new Actor(accepted.AcceptedById!.Value.Value, Role.Agent, accepted.AcceptedByName!);
        var entry = new EntryDraft(EscalationRules.StepId(accepted, EscalationStep.Accepted), EntryKind.Event, Audience.Everyone, receiver) { Event = TimelineEvent.EscalationAccepted, Text = accepted.TierName };
        var outcome = await handOver.ExecuteAsync(Actor.System, accepted.ConversationId, receiver.User, entry, claim, ct);
        var after = outcome switch
        {
            ChangeOutcome.Done or ChangeOutcome.Refused { Reason: Refusal.NothingToDo } => accepted with { HandedOverAt = clock.GetUtcNow() },
            ChangeOutcome.Refused { Reason: Refusal.AgentUnavailable } when asked is not null =>
                accepted with { State = EscalationState.Asked, AcceptedById = null, AcceptedByName = null, AcceptedAt = null, AcceptBy = asked.AcceptBy },
            // Resolved in the meantime, or erased: nobody needs it any more.
            _ => accepted with { State = EscalationState.Withdrawn, EndedAt = clock.GetUtcNow() },
        };
        if (!await store.ChangeAsync(after, ct)) return new EscalationOutcome.Overtaken();
        hub.Publish(new EscalationChanged(after.ConversationId, after.Id, after.State));
        return after.State switch
        {
            EscalationState.Accepted => new EscalationOutcome.Done(after),
            EscalationState.Asked => new EscalationOutcome.Refused(EscalationRefusal.Full),
            _ => new EscalationOutcome.Refused(EscalationRefusal.Resolved),
        };
    }

    internal static async Task<bool> IsMemberAsync(ReadTeam team, Actor actor, QueueId queue, CancellationToken ct) =>
        actor.IsStaff && (await team.MembersAsync(actor, ct)).Any(m => m.QueueId == queue && m.UserId == actor.User);
}
