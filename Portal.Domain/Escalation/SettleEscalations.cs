using Microsoft.Extensions.Logging;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Escalation;

/// <summary>
/// What time and crashes leave to do: requests that nobody accepted go to the next tier, requests and handovers that were cut off are finished,
/// missed service levels that nobody heard of are escalated, and cases of resolved conversations are measured. Each change is conditional, so every node may ask.
/// </summary>
public sealed class SettleEscalations(
    IEscalationStore store, AcceptEscalation accept, EscalateByItself escalate, ReadTimeline timeline, TellTimeline tell, TellEscalation told, DraftPacket draft, IEventHub hub, TimeProvider clock,
    ILogger<SettleEscalations> logger)
{
    private const int Batch = 100;

    /// <summary>A breach writes an entry: what has none so new was looked at by an earlier sweep.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>A handover takes milliseconds; after this somebody died in the middle of it.</summary>
    private static readonly TimeSpan CutOff = TimeSpan.FromSeconds(10);

    /// <summary>What is due; cheap enough for every second.</summary>
    public async Task ExecuteAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var lapsed in await store.ListLapsedAsync(now, Batch, ct)) await LapseAsync(lapsed, now, ct);
        foreach (var unfinished in await store.ListUnfinishedAsync(now - CutOff, Batch, ct)) await accept.FinishAsync(unfinished, null, CapacityClaim.Override, ct);
        foreach (var untold in await store.ListUntoldAsync(now - CutOff, Batch, ct))
        {
            await told.AskedAsync(untold, ct);
            await told.MoveAsync(untold, ct);
            // What happened to the conversation meanwhile was left alone.
            await accept.FollowAsync(untold.ConversationId, ct);
        }
    }

    /// <summary>A breach is heard of once, in memory: what a node took with it, or came while another request was open, is asked for here. Not pressing.</summary>
    public async Task EscalateLateAsync(CancellationToken ct)
    {
        if (!await escalate.IsWantedAsync(EscalationCause.ServiceLevelMissed, ct)) return;
        var (since, before) = (clock.GetUtcNow() - Window, DateTimeOffset.MaxValue);
        while (true)
        {
            var late = await store.ListLateAsync(since, before, Batch, ct);
            foreach (var one in late) await escalate.ExecuteAsync(one.Id, EscalationCause.ServiceLevelMissed, ct);
            if (late.Count < Batch) return;
            before = late[^1].LastEntryAt;
        }
    }

    /// <summary>Counts how often customers were asked again. Not pressing.</summary>
    /// <returns>How many cases were measured.</returns>
    public async Task<int> MeasureAsync(CancellationToken ct)
    {
        var cases = await store.ListUnmeasuredAsync(Batch, ct);
        foreach (var done in cases)
        {
            // The event of its end may have been lost.
            await store.MarkPastAsync(done.ConversationId, ct);
            var entries = await draft.ReadAsync(Actor.System, done.ConversationId, ct);
            await store.ChangeAsync(done with { IsPast = true, AskedAgain = PacketRules.AskedAgain(entries, done.HandedOverAt!.Value) }, ct);
        }

        return cases.Count;
    }

    private async Task LapseAsync(EscalationCase asked, DateTimeOffset now, CancellationToken ct)
    {
        if (await accept.FollowAsync(asked, ct)) return;
        var next = EscalationRules.Lapse(asked, await store.ListTiersAsync(ct), now);
        if (next == asked || !await store.ChangeAsync(next, ct)) return;
        logger.LogInformation("Escalation of {Conversation} was not accepted in time: {State}", asked.ConversationId, next.State);
        if (next.State is EscalationState.Asked)
        {
            // Who was said to come does not: the customer is told who does instead.
            await told.AskedAsync(next, ct);
            await told.MoveAsync(next, ct);
        }
        else
        {
            await LeaveAsync(next, ct);
        }

        hub.Publish(EscalationChanged.Of(next, Actor.System));
    }

    /// <summary>Nobody is left to ask: the sender keeps it, and what nobody has waits where it came from.</summary>
    private async Task LeaveAsync(EscalationCase lapsed, CancellationToken ct)
    {
        var entry = new EntryDraft(EscalationRules.StepId(lapsed, EscalationStep.Lapsed), EntryKind.Event, Audience.Staff, Actor.System)
        {
            Event = TimelineEvent.EscalationReturned, Text = lapsed.TierName, Reason = EscalationReasons.NobodyAccepted,
        };
        if (await timeline.FindAsync(Actor.System, lapsed.ConversationId, ct) is { IsQueued: true } waiting && waiting.QueueId != lapsed.FromQueueId) await told.GiveBackAsync(lapsed, null, null, entry, ct);
        else await tell.ExecuteAsync(Actor.System, lapsed.ConversationId, entry, ct);
        await told.StaysAsync(lapsed, ct);
    }
}
