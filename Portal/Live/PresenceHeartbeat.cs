using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Live;

/// <summary>Tells the database which agents this node sees: at once when one comes, and again and again while they stay.</summary>
internal sealed class PresenceHeartbeat(ConnectedAgents agents, RefreshPresence presence, IOptions<RoutingOptions> options, TimeProvider clock, ILogger<PresenceHeartbeat> logger) : BackgroundService
{
    private readonly Channel<UserId> arrivals = Channel.CreateUnbounded<UserId>();

    protected override Task ExecuteAsync(CancellationToken stopping) => Task.WhenAll(BeatAsync(stopping), WelcomeAsync(stopping));

    public override Task StartAsync(CancellationToken ct)
    {
        agents.Arrived += Welcome;
        return base.StartAsync(ct);
    }

    public override Task StopAsync(CancellationToken ct)
    {
        agents.Arrived -= Welcome;
        return base.StopAsync(ct);
    }

    private void Welcome(UserId user) => arrivals.Writer.TryWrite(user);

    private async Task WelcomeAsync(CancellationToken stopping)
    {
        await foreach (var user in arrivals.Reader.ReadAllAsync(stopping)) await TellAsync([user], [user], stopping);
    }

    private async Task BeatAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(options.Value.Heartbeat, clock);
        while (await timer.WaitForNextTickAsync(stopping)) await TellAsync(agents.Users, agents.TakeActed(), stopping);
    }

    private async Task TellAsync(IReadOnlyCollection<UserId> users, IReadOnlyCollection<UserId> acted, CancellationToken ct)
    {
        try
        {
            await presence.SeenAsync(users, acted, ct);
            await presence.IdleAsync(ct);
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            logger.LogError(error, "Presence of {Count} agents could not be written; the next beat tries again", users.Count);
        }
    }
}
