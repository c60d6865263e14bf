using Hangfire;
using Portal.Domain.Collaboration;
using Portal.Domain.Conversations;
using Portal.Domain.Escalation;
using Portal.Domain.Routing;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;

namespace Portal.Jobs;

/// <summary>Once a minute, on one of the nodes: whatever events and timers missed.</summary>
public sealed class SweepJob(
    SweepQueues queues, ExpireOffers offers, WakeDueConversations sleeps, RaiseAlarms alarms, RefreshPresence presence, SettleEscalations escalations,
    RestConversations rests, LapseConsults consults, EndWrapUp wrapUps)
{
    [DisableConcurrentExecution(timeoutInSeconds: 50)]
    [AutomaticRetry(Attempts = 0)]
    public async Task RunAsync(CancellationToken ct)
    {
        using var span = Spans.Source.StartActivity("sweep");
        await presence.ExpireAsync(ct);
        await sleeps.ExecuteAsync(ct);
        await alarms.ExecuteAsync(ct);
        await offers.ExecuteAsync(ct);
        await rests.ExecuteAsync(all: true, ct);
        await consults.ExecuteAsync(ct);
        await wrapUps.LapseAsync(ct);
        await queues.ExecuteAsync(ct);
        await escalations.ExecuteAsync(ct);
        await escalations.EscalateLateAsync(ct);
        await escalations.MeasureAsync(ct);
        await presence.ForgetAsync(ct);
    }
}
