using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Domain.Channels;
using Portal.Domain.Shared;

namespace Portal.Domain.Demo;

/// <summary>
/// Plays the simulated customers of a run. One node has the run at a time; should it end without a word, another takes the run up
/// after <see cref="Lease"/> with customers of its own.
/// </summary>
public sealed class DriveTraffic(
    ITrafficStore store, FindInbox inboxes, PlayCustomer play, RemoveSimulated remove, IOptions<TrafficOptions> options, TimeProvider clock, ILogger<DriveTraffic> logger, Random? random = null) : IDisposable
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    /// <summary>Arrivals of one look: after a pause of the process they do not all come at once.</summary>
    private const int MostAtOnce = 5;

    private readonly Guid me = Guid.NewGuid();
    private readonly Random dice = random ?? new Random();
    private readonly List<SimulatedVisit> visits = [];
    private DateTimeOffset? started;
    private DateTimeOffset nextArrival;

    /// <summary>Customers whom this node plays now.</summary>
    public int Playing => visits.Count;

    /// <summary>Does what is due now. Called about once a second, never twice at the same time.</summary>
    public async Task TickAsync(CancellationToken ct)
    {
        if (!options.Value.Enabled) return;
        var now = clock.GetUtcNow();
        var run = await store.FindAsync(ct);
        if (run is null || run.StopsAt <= now)
        {
            SendAway();
            if (run is null) return;
            if (run.IsRemoved)
            {
                // Only whoever played it knows that nothing more is on its way; somebody else when they are silent.
                if (run.Driver != me && run.DriverUntil > now) return;
                await remove.ClearAsync(Actor.System, ct);
            }

            await store.StopAsync(ct);
            return;
        }

        if ((run.Driver != me || run.DriverUntil - now < Lease / 2) && !await store.HoldAsync(me, now, now + Lease, ct))
        {
            SendAway();
            return;
        }

        await LetComeAsync(run, now, ct);
        foreach (var visit in visits.ToList()) await StepAsync(visit, now, ct);
    }

    public void Dispose() => SendAway();

    private async Task LetComeAsync(TrafficRun run, DateTimeOffset now, CancellationToken ct)
    {
        if (started != run.StartedAt) (started, nextArrival) = (run.StartedAt, now + TrafficRules.Gap(run.PerMinute, dice.NextDouble()));
        if (nextArrival > now) return;
        if (await inboxes.ByKeyAsync(TrafficRules.InboxKey, ct) is not { } inbox)
        {
            logger.LogWarning("The demo's inbox is not there any more: no simulated customer can come");
            await store.StopAsync(ct);
            return;
        }

        for (var i = 0; i < MostAtOnce && nextArrival <= now; i++)
        {
            nextArrival += TrafficRules.Gap(run.PerMinute, dice.NextDouble());
            if (visits.Count >= run.Customers) continue;
            var name = NewName();
            var script = TrafficRules.Begin(Dialogues.All[dice.Next(Dialogues.All.Length)], now, dice.NextDouble(), options.Value.Haste);
            visits.Add(await play.OpenAsync(inbox, name, script, ct));
        }

        if (nextArrival <= now) nextArrival = now + TrafficRules.Gap(run.PerMinute, dice.NextDouble());
    }

    /// <summary>Somebody who is not here already, as long as there are names.</summary>
    private string NewName()
    {
        var free = Dialogues.Names.Where(n => !visits.Exists(v => v.Session.Actor.Name == n)).ToList();
        return free.Count > 0 ? free[dice.Next(free.Count)] : Dialogues.Names[dice.Next(Dialogues.Names.Length)];
    }

    private async Task StepAsync(SimulatedVisit visit, DateTimeOffset now, CancellationToken ct)
    {
        try
        {
            var (next, act) = TrafficRules.Step(visit.Script, await play.HearAsync(visit, ct), now, dice.NextDouble, options.Value.Haste);
            var stays = act switch
            {
                TrafficAct.Nothing => true,
                TrafficAct.Type => Typed(visit),
                TrafficAct.Say say => await play.SayAsync(visit, say.Text, ct),
                TrafficAct.Leave => false,
                _ => throw new InvalidOperationException($"Unknown act {act}"),
            };
            visit.Script = next;
            if (!stays) SendAway(visit);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            logger.LogError(fault, "A simulated customer of {Conversation} failed and leaves", visit.Conversation);
            SendAway(visit);
        }
    }

    private bool Typed(SimulatedVisit visit)
    {
        play.Type(visit);
        return true;
    }

    private void SendAway(SimulatedVisit visit)
    {
        visits.Remove(visit);
        visit.Dispose();
    }

    private void SendAway()
    {
        foreach (var visit in visits) visit.Dispose();
        visits.Clear();
        started = null;
    }
}
