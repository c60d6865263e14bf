using Microsoft.Extensions.Options;
using Portal.Domain.Channels;
using Portal.Domain.Shared;

namespace Portal.Domain.Demo;

public abstract record TrafficOutcome
{
    public sealed record Started(TrafficRun Run) : TrafficOutcome;

    /// <summary>Only those who lead, and only where there is a demo.</summary>
    public sealed record NotAllowed : TrafficOutcome;

    /// <summary>The demo's inbox was removed or switched off.</summary>
    public sealed record NoInbox : TrafficOutcome;
}

/// <summary>Lets simulated customers come, or changes how many and how fast. It ends by itself after <see cref="TrafficRules.LongestRun"/>.</summary>
public sealed class StartTraffic(ITrafficStore store, FindInbox inboxes, IOptions<TrafficOptions> options, TimeProvider clock)
{
    public async Task<TrafficOutcome> ExecuteAsync(Actor actor, int customers, double perMinute, CancellationToken ct)
    {
        if (!actor.Leads || !options.Value.Enabled) return new TrafficOutcome.NotAllowed();
        if (await inboxes.ByKeyAsync(TrafficRules.InboxKey, ct) is null) return new TrafficOutcome.NoInbox();
        var run = TrafficRules.Run(customers, perMinute, clock.GetUtcNow());
        await store.StartAsync(run, ct);
        return new TrafficOutcome.Started(run);
    }

    /// <summary>What the configuration asks for at a start, unless a run goes on already.</summary>
    public async Task AtStartAsync(CancellationToken ct)
    {
        if (!options.Value.Enabled || options.Value.Traffic == 0) return;
        if (await store.FindAsync(ct) is { } run && run.StopsAt > clock.GetUtcNow()) return;
        await ExecuteAsync(Actor.System, options.Value.Traffic, TrafficRules.UsualPerMinute, ct);
    }
}
