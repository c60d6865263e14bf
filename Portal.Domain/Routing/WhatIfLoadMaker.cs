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

    /// <param name="members">Those who may have had a customer before.</param>
    public static IReadOnlyList<SimulatedCase> Draw(WhatIfLoad.Generated load, QueueId queue, DateTimeOffset start, IReadOnlyList<UserId> members)
    {
        var random = new Random(load.Seed);
        var cases = new List<SimulatedCase>();
        for (var at = Exponential(random, 1 / load.PerHour); at < load.Hours && cases.Count < Most; at += Exponential(random, 1 / load.PerHour))
        {
            var handling = load.Handling * (load.LogNormal ? LogNormal(random) : Exponential(random, 1));
            var patience = load.Patience is { } mean ? mean * Exponential(random, 1) : (TimeSpan?)null;
            var isHandedOn = load.HandedOn > 0 && random.NextDouble() < load.HandedOn / 100;
            if (isHandedOn) handling *= random.NextDouble();
            var known = load.Known > 0 && random.NextDouble() < load.Known / 100 ? members[random.Next(members.Count)] : (UserId?)null;
            var when = start + TimeSpan.FromHours(at);
            cases.Add(new(cases.Count, Of(cases.Count, new(queue, when, ChannelKind.Chat, [], null, handling, Known: known)), handling, patience, isHandedOn));
        }

        return cases;
    }

    /// <param name="queue">Whose day is played; what came to another is in the background.</param>
    public static IReadOnlyList<SimulatedCase> Replay(IReadOnlyList<PastConversation> past, QueueId queue)
    {
        var known = past.Select(p => p.Handling).OfType<TimeSpan>().Order().ToList();
        var usual = known.Count == 0 ? TimeSpan.FromMinutes(8) : known[known.Count / 2];
        return [.. past.OrderBy(p => p.At).Select((p, n) => new SimulatedCase(n, Of(n, p), p.Handling ?? usual, null, p.HandedOn, p.Queue != queue))];
    }

    private static Conversation Of(int number, PastConversation past) => new()
    {
        Id = new(new Guid(number + 1, 0, 0, new byte[8])), InboxId = default, CustomerId = default, QueueId = past.Queue, Channel = past.Channel, CreatedAt = past.At, QueuedAt = past.At,
        Needs = past.Needs, Weight = past.Weight, WasTransferred = past.ByColleague, PreferredAgentId = past.Known,
    };

    private static double Exponential(Random random, double mean) => -Math.Log(1 - random.NextDouble()) * mean;

    /// <summary>Mean 1 and standard deviation 1: σ² = ln 2, μ = −σ² ÷ 2; the normal number by Box and Muller.</summary>
    private static double LogNormal(Random random)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return Math.Exp((Math.Sqrt(Math.Log(2)) * normal) - (Math.Log(2) / 2));
    }
}
