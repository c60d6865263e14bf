namespace Portal.E2E.Conversations.Faults;

/// <summary>A fault that will be injected, and how long it lasts.</summary>
/// <param name="At">Since the run began.</param>
/// <param name="For">Until it is healed; zero where it heals by itself.</param>
/// <param name="Choice">Which node, which connections: read modulo what there is.</param>
public sealed record PlannedFault(TimeSpan At, string Kind, TimeSpan For, int Choice);

/// <summary>A kind of fault and how it is drawn.</summary>
/// <param name="Weight">How often, compared with the others.</param>
/// <param name="Shortest">Of its duration; both zero where it is over at once.</param>
public sealed record FaultKind(string Name, int Weight, TimeSpan Shortest = default, TimeSpan Longest = default);

/// <summary>Draws faults from a seed: the same seed and kinds give the same faults at the same times.</summary>
public static class ChaosSchedule
{
    public static IReadOnlyList<PlannedFault> Draw(int seed, IReadOnlyList<FaultKind> kinds, TimeSpan length, TimeSpan shortestGap, TimeSpan longestGap)
    {
        var random = new Random(seed);
        var weights = kinds.Sum(k => k.Weight);
        var plan = new List<PlannedFault>();
        for (var at = Between(random, shortestGap, longestGap); ; at += Between(random, shortestGap, longestGap))
        {
            var draw = random.Next(weights);
            var kind = kinds.First(k => (draw -= k.Weight) < 0);
            var lasts = Between(random, kind.Shortest, kind.Longest);
            var fault = new PlannedFault(at, kind.Name, lasts, random.Next(int.MaxValue));
            // The last ones end with the run, so that everything is whole when the healing begins.
            if (at >= length) return plan;
            if (at + lasts < length) plan.Add(fault);
        }
    }

    private static TimeSpan Between(Random random, TimeSpan shortest, TimeSpan longest) => shortest + random.NextDouble() * (longest - shortest);
}
