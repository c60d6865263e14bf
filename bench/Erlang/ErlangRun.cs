using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Bench.Erlang;

/// <summary>What one run saw.</summary>
/// <param name="IdleBesideWork">Moments at which an agent could have taken somebody who waited. There must be none.</param>
/// <param name="BusyVariation">Coefficient of variation of the agents' busy times.</param>
/// <param name="Tail">Seconds that 99 of 100 wait less than.</param>
/// <param name="WorstType">The longest mean wait of a type of conversations ÷ the mean of all.</param>
internal sealed record ErlangFigures(
    (double Mean, double Half) Wait, (double Mean, double Half) MeanWait, (double Mean, double Half) Within, (double Mean, double Half) Abandon,
    int IdleBesideWork, int Looked, double BusyVariation, double WorstType, int Tail, double Seconds);

/// <summary>One traffic through the product's rules on a virtual clock.</summary>
internal sealed class ErlangRun : ISimulationWatcher
{
    /// <summary>Every so many events everybody who waits is held against every agent, without any index.</summary>
    private const int LookEvery = 97;

    private readonly Traffic traffic;
    private readonly double within;
    private readonly BatchMeans waits;
    private readonly BatchMeans meanWait;
    private readonly BatchMeans inTime;
    private readonly BatchMeans abandons;
    private readonly Dictionary<UserId, double> busy = [];
    private readonly Dictionary<SkillId, (double Sum, int Count)> types = [];
    private readonly WaitTail tail = new();
    private int events;
    private int looked;
    private int idleBesideWork;

    private ErlangRun(Traffic traffic, double within)
    {
        (this.traffic, this.within) = (traffic, within);
        (waits, meanWait, inTime, abandons) = (New(), New(), New(), New());
        BatchMeans New() => new(traffic.Arrivals, traffic.Skip);
    }

    public static ErlangFigures Play(Traffic traffic, double within, AgentChoice choice)
    {
        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        var run = new ErlangRun(traffic, within);
        var queue = new Queue { Id = new(new Guid(7, 7, 7, new byte[8])), Name = "Bench", AgentChoice = choice, FallbackAfter = null };
        var pool = new RoutingPool();
        foreach (var agent in traffic.Team()) pool.Add(queue.Id, new Seat(agent));
        new RoutingSimulation(new Dictionary<QueueId, Queue> { [queue.Id] = queue }, new RoutingDesk(pool), run).Run(traffic.Cases(queue), CancellationToken.None);
        return run.Figures(System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    public void Settled(RoutingDesk desk, DateTimeOffset now)
    {
        if (++events % LookEvery != 0 || desk.Waiting == 0) return;
        looked++;
        foreach (var (queue, conversation) in desk.All)
        {
            var ask = RoutingAsk.Of(queue, conversation, now);
            if (desk.Pool.Agents.Any(a => RoutingRules.Judge(new(a), ask) is Verdict.Outranked)) idleBesideWork++;
        }
    }

    public void Given(SimulatedCase what, DeskOffer offer, TimeSpan waited, DateTimeOffset now) => Count(what, waited, gaveUp: false);

    public void GaveUp(SimulatedCase what, DateTimeOffset now) => Count(what, now - what.Conversation.CreatedAt, gaveUp: true);

    public void Overflowed(SimulatedCase what) => throw new InvalidOperationException("There is no other queue.");

    public void Done(SimulatedCase what, DeskOffer offer, DateTimeOffset now)
    {
        if (what.Number >= traffic.Skip) busy[offer.Agent.Id] = busy.GetValueOrDefault(offer.Agent.Id) + what.Handling.TotalSeconds;
    }

    private void Count(SimulatedCase what, TimeSpan waited, bool gaveUp)
    {
        var seconds = waited.TotalSeconds;
        waits.Add(what.Number, seconds > 0 ? 1 : 0);
        meanWait.Add(what.Number, seconds);
        inTime.Add(what.Number, seconds <= within && !gaveUp ? 1 : 0);
        abandons.Add(what.Number, gaveUp ? 1 : 0);
        if (what.Number < traffic.Skip) return;
        tail.Add(seconds);
        if (what.Conversation.Needs.Length == 0) return;
        var type = what.Conversation.Needs[0].Skill;
        var known = types.GetValueOrDefault(type);
        types[type] = (known.Sum + seconds, known.Count + 1);
    }

    private ErlangFigures Figures(double seconds)
    {
        var mean = meanWait.Result().Mean;
        return new(waits.Result(), meanWait.Result(), inTime.Result(), abandons.Result(), idleBesideWork, looked, Variation([.. busy.Values]),
            types.Count == 0 ? 1 : types.Values.Max(t => t.Sum / t.Count) / mean, tail.At(0.99), seconds);
    }

    internal static double Variation(IReadOnlyCollection<double> values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / values.Count) / mean;
    }
}
