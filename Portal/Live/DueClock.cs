using Portal.Domain.Collaboration;
using Portal.Domain.Conversations;
using Portal.Domain.Escalation;
using Portal.Domain.Routing;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;
using Portal.Domain.Triage;

namespace Portal.Live;

/// <summary>
/// Asks once a second what is due: unopened offers, sleeps that are over, new conversations that nobody triaged, promises at stake,
/// agents who left, conversations that fell quiet, escalations that nobody accepted, consults that nobody answered, wrap-ups whose limit has passed. Each question is
/// one indexed query, and every answer a conditional change, so every node may ask.
/// </summary>
internal sealed class DueClock(
    ExpireOffers offers, WakeDueConversations sleeps, TriageConversation triage, RaiseAlarms alarms, RefreshPresence presence, SettleEscalations escalations,
    RestConversations rests, LapseConsults consults, EndWrapUp wrapUps, TimeProvider clock, ILogger<DueClock> logger) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Pace, clock);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            using var span = Spans.Source.StartActivity("due");
            try
            {
                await offers.ExecuteAsync(stopping);
                await sleeps.ExecuteAsync(stopping);
                await alarms.ExecuteAsync(stopping);
                await triage.OverdueAsync(stopping);
                await presence.ExpireAsync(stopping);
                await escalations.ExecuteAsync(stopping);
                await rests.ExecuteAsync(all: false, stopping);
                await consults.ExecuteAsync(stopping);
                await wrapUps.LapseAsync(stopping);
            }
            catch (Exception error) when (!stopping.IsCancellationRequested)
            {
                logger.LogError(error, "What is due could not be done; trying again");
            }
        }
    }
}
