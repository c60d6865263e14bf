using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>Draws customers for a trial. The same seed draws the same ones.</summary>
internal static class WhatIfLoadMaker
{
    /// <summary>More than this a trial does not play.</summary>
    public const int Most = 20_000;

    /// <summary>A Monday.</summary>
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<SimulatedCase> Draw(WhatIfLoad.Generated load, QueueId queue, DateTimeOffset start)
    {
        var random = new Random(load.Seed);
        var cases = new List<SimulatedCase>();
        for (var at = Exponential(random, 1 / load.PerHour); at < load.Hours && cases.Count < Most; at += Exponential(random, 1 / load.PerHour))
        {
            var handling = load.Handling * (load.LogNormal ? LogNormal(random) : Exponential(random, 1));
            var patience = load.Patience is { } mean ? mean * Exponential(random, 1) : (TimeSpan?)null;
            cases.Add(Of(cases.Count, queue, start + TimeSpan.FromHours(at), [], null, handling, patience));
        }

        return cases;
    }

    public static IReadOnlyList<SimulatedCase> Replay(IReadOnlyList<PastConversation> past, QueueId queue)
    {
        var known = past.Select(p => p.Handling).OfType<TimeSpan>().Order().ToList();
        var usual = known.Count == 0 ? TimeSpan.FromMinutes(8) : known[known.Count / 2];
        return [.. past.OrderBy(p => p.At).Select((p, n) => Of(n, queue, p.At, p.Needs, p.Weight, p.Handling ?? usual, null))];
    }

    private static SimulatedCase Of(int number, QueueId queue, DateTimeOffset at, System.Collections.Immutable.ImmutableArray<SkillNeed> needs, int? weight, TimeSpan handling, TimeSpan? patience) => new(
        number,
        new() { Id = new(new Guid(number + 1, 0, 0, new byte[8])), InboxId = default, CustomerId = default, QueueId = queue, CreatedAt = at, QueuedAt = at, Needs = needs, Weight = weight },
        handling, patience);

    private static double Exponential(Random random, double mean) => -Math.Log(1 - random.NextDouble()) * mean;

    /// <summary>Mean 1 and standard deviation 1: σ² = ln 2, μ = −σ² ÷ 2; the normal number by Box and Muller.</summary>
    private static double LogNormal(Random random)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return Math.Exp((Math.Sqrt(Math.Log(2)) * normal) - (Math.Log(2) / 2));
    }
}
