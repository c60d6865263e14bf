using System.Collections.Immutable;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Bench.Erlang;

/// <summary>Who comes, for what, and who is there.</summary>
/// <param name="Types">Equal shares of the arrivals, each asking for one skill of its own; 1 asks for none.</param>
/// <param name="SkillsOf">The types that agent n can answer.</param>
/// <param name="Patience">Mean seconds that a customer waits; null for as long as it takes.</param>
internal sealed record Traffic(string Name, int Agents, double PerSecond, double Handling, int Arrivals, int Types = 1, Func<int, int[]>? SkillsOf = null, double? Patience = null)
{
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What the line needs to forget that it began empty.</summary>
    public int Skip => Arrivals / 20;

    public double Load => PerSecond * Handling;

    public static SkillId SkillOf(int type) => new(new Guid(type + 1, 0, 0, new byte[8]));

    /// <summary>Another one for each case: one unlucky draw must not push all of them to the same side.</summary>
    private int Seed => 20_260_105 + (Agents * 7_919) + (Types * 104_729) + (int)(PerSecond * 36_000) + (int)(Patience ?? 0);

    /// <summary>Poisson arrivals, exponential handling and patience; the same every time.</summary>
    public IEnumerable<(double At, int Type, double Handling, double Patience)> Draw()
    {
        var dice = new Dice((ulong)Seed);
        var at = 0.0;
        for (var n = 0; n < Arrivals; n++)
        {
            at += dice.Exponential(1 / PerSecond);
            yield return (at, Types == 1 ? 0 : dice.Below(Types), dice.Exponential(Handling), Patience is { } mean ? dice.Exponential(mean) : 0);
        }
    }

    public IEnumerable<SimulatedCase> Cases(Queue queue)
    {
        var needs = Enumerable.Range(0, Types).Select(t => Types == 1 ? [] : ImmutableArray.Create(new SkillNeed(SkillOf(t), 1))).ToArray();
        var number = 0;
        foreach (var (at, type, handling, patience) in Draw())
        {
            var when = Start + TimeSpan.FromSeconds(at);
            yield return new(number, new()
            {
                Id = new(new Guid(number++, 0, 0, new byte[8])), InboxId = default, CustomerId = default, QueueId = queue.Id, CreatedAt = when, QueuedAt = when, Needs = needs[type],
            }, TimeSpan.FromSeconds(handling), Patience is null ? null : TimeSpan.FromSeconds(patience));
        }
    }

    public IEnumerable<Agent> Team() => Enumerable.Range(0, Agents).Select(n => new Agent
    {
        Id = new(new Guid(n + 1, 1, 0, new byte[8])), Name = $"Agent {n}", Capacity = new(Chat: 1), Presence = Presence.Available,
        Skills = SkillsOf is null ? [] : [.. SkillsOf(n).Select(t => new SkillLevel(SkillOf(t), 1))],
    });
}
