using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Escalation;

/// <summary>Takes a request back before anybody accepted it.</summary>
public sealed class WithdrawEscalation(IEscalationStore store, TellTimeline tell, TellEscalation told, IEventHub hub, TimeProvider clock)
{
    public async Task<EscalationOutcome> ExecuteAsync(Actor actor, Guid caseId, CancellationToken ct)
    {
        if (await store.FindAsync(caseId, ct) is not { } asked) return new EscalationOutcome.Unknown();
        var (next, refused) = EscalationRules.Withdraw(asked, actor, clock.GetUtcNow());
        if (next is null) return new EscalationOutcome.Refused(refused!.Value);
        if (!await store.ChangeAsync(next, ct)) return new EscalationOutcome.Overtaken();
        await tell.ExecuteAsync(Actor.System, next.ConversationId, new(EscalationRules.StepId(next, EscalationStep.Withdrawn), EntryKind.Event, Audience.Staff, actor)
        {
            Event = TimelineEvent.EscalationReturned, Reason = EscalationReasons.Withdrawn,
        }, ct);
        await told.StaysAsync(next, ct);
        hub.Publish(EscalationChanged.Of(next, actor));
        return new EscalationOutcome.Done(next);
    }
}
