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
            await DoAsync(
                [
                    ("offers", offers.ExecuteAsync), ("sleeps", sleeps.ExecuteAsync), ("promises", alarms.ExecuteAsync), ("triage", triage.OverdueAsync), ("presence", presence.ExpireAsync),
                    ("escalations", escalations.ExecuteAsync), ("rests", ct => rests.ExecuteAsync(all: false, ct)), ("consults", consults.ExecuteAsync), ("wrap-ups", wrapUps.LapseAsync),
                ], logger, stopping);
        }
    }

    /// <summary>One after another: what fails keeps nothing else from being done, and is due again with the next second.</summary>
    internal static async Task DoAsync(IEnumerable<(string What, Func<CancellationToken, Task> Do)> steps, ILogger logger, CancellationToken stopping)
    {
        foreach (var (what, step) in steps)
        {
            try
            {
                await step(stopping);
            }
            catch (Exception error) when (!stopping.IsCancellationRequested)
            {
                logger.LogError(error, "What is due of {What} could not be done; trying again", what);
            }
        }
    }
}
