using Microsoft.Extensions.Logging;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Escalation;

/// <summary>
/// What time and crashes leave to do: requests that nobody accepted go to the next tier, handovers that were cut off are finished,
/// and cases of resolved conversations are measured. Each change is conditional, so every node may ask.
/// </summary>
public sealed class SettleEscalations(
    IEscalationStore store, AcceptEscalation accept, ReadTimeline timeline, TellTimeline tell, TransferConversation transfer, DraftPacket draft, IEventHub hub, TimeProvider clock, ILogger<SettleEscalations> logger)
{
    private const int Batch = 100;

    /// <summary>A handover takes milliseconds; after this somebody died in the middle of it.</summary>
    private static readonly TimeSpan CutOff = TimeSpan.FromSeconds(10);

    /// <summary>What is due; cheap enough for every second.</summary>
    public async Task ExecuteAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var lapsed in await store.ListLapsedAsync(now, Batch, ct)) await LapseAsync(lapsed, now, ct);
        foreach (var unfinished in await store.ListUnfinishedAsync(now - CutOff, Batch, ct)) await accept.FinishAsync(unfinished, null, CapacityClaim.Override, ct);
    }

    /// <summary>Counts how often customers were asked again. Not pressing.</summary>
    /// <returns>How many cases were measured.</returns>
    public async Task<int> MeasureAsync(CancellationToken ct)
    {
        var cases = await store.ListUnmeasuredAsync(Batch, ct);
        foreach (var done in cases)
        {
            var entries = await draft.ReadAsync(Actor.System, done.ConversationId, ct);
            await store.ChangeAsync(done with { AskedAgain = PacketRules.AskedAgain(entries, done.HandedOverAt!.Value) }, ct);
        }

        return cases.Count;
    }

    private async Task LapseAsync(EscalationCase asked, DateTimeOffset now, CancellationToken ct)
    {
        var conversation = await timeline.FindAsync(Actor.System, asked.ConversationId, ct);
        var next = conversation is null or { Status: ConversationStatus.Resolved }
            ? asked with { State = EscalationState.Withdrawn, EndedAt = now, AcceptBy = null }
            : EscalationRules.Lapse(asked, await store.ListTiersAsync(ct), now);
        if (next == asked || !await store.ChangeAsync(next, ct)) return;
        logger.LogInformation("Escalation of {Conversation} was not accepted in time: {State}", asked.ConversationId, next.State);
        if (next.State is not EscalationState.Withdrawn)
        {
            // Who was said to come does not: the customer is told who does instead.
            var goesOn = next.State is EscalationState.Asked;
            await tell.ExecuteAsync(Actor.System, next.ConversationId, new(EscalationRules.StepId(next, EscalationStep.Lapsed), EntryKind.Event, goesOn ? Audience.Everyone : Audience.Staff, Actor.System)
            {
                Event = goesOn ? TimelineEvent.EscalationAsked : TimelineEvent.EscalationReturned, Text = next.TierName,
                Reason = goesOn ? EscalationReasons.Lapsed : EscalationReasons.NobodyAccepted,
            }, ct);
            if (goesOn && conversation!.IsQueued && conversation.QueueId != next.QueueId) await transfer.ExecuteAsync(Actor.System, next.ConversationId, next.QueueId, next.TierName, ct);
        }

        hub.Publish(new EscalationChanged(next.ConversationId, next.Id, next.State));
    }
}
