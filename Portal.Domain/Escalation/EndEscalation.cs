using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Escalation;

/// <summary>Closes a request that nobody needs any more, and remembers when its conversation was resolved.</summary>
public sealed class EndEscalation(IEscalationStore store, TellTimeline tell, IEventHub hub, TimeProvider clock)
{
    internal async Task ExecuteAsync(EscalationCase asked, RequestFate fate, CancellationToken ct)
    {
        var ended = EscalationRules.End(asked, clock.GetUtcNow());
        if (!await store.ChangeAsync(ended, ct)) return;
        // That it is resolved says enough.
        if (fate is RequestFate.Taken)
        {
            await tell.ExecuteAsync(Actor.System, ended.ConversationId, new(EscalationRules.StepId(ended, EscalationStep.Overtaken), EntryKind.Event, Audience.Staff, Actor.System)
            {
                Event = TimelineEvent.EscalationReturned, Text = ended.TierName, Reason = EscalationReasons.TakenElsewhere,
            }, ct);
        }

        hub.Publish(EscalationChanged.Of(ended, Actor.System));
    }

    /// <summary>A conversation was resolved: its request ends, and when it is opened again its cases are of the past.</summary>
    public async Task CloseAsync(ConversationId id, CancellationToken ct)
    {
        if (await store.FindOpenAsync(id, ct) is { } asked) await ExecuteAsync(asked, RequestFate.Resolved, ct);
        await store.MarkPastAsync(id, ct);
    }
}
