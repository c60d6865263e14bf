namespace Portal.E2E.Conversations.Faults;

public sealed class ChaosScheduleTests
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(2);

    private static readonly FaultKind[] Kinds =
    [
        new("kill", 1, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)),
        new("cut", 3),
    ];

    [Fact]
    public void Draw_SameSeed_GivesTheSameFaults() => Assert.Equal(Draw(7), Draw(7));

    [Fact]
    public void Draw_OtherSeed_GivesOthers() => Assert.NotEqual(Draw(7), Draw(8));

    [Fact]
    public void Draw_EveryFault_IsOverWhenTheRunEnds()
    {
        var plan = Draw(7);

        Assert.All(plan, f => Assert.InRange(f.At + f.For, TimeSpan.Zero, Length));
        Assert.Equal(plan.OrderBy(f => f.At), plan);
        Assert.All(plan.Where(f => f.Kind == "kill"), f => Assert.InRange(f.For, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)));
    }

    [Fact]
    public void Draw_ByWeight_PrefersTheHeavier()
    {
        var plan = Draw(7);

        Assert.InRange(plan.Count, 60, 240);
        Assert.True(plan.Count(f => f.Kind == "cut") > plan.Count(f => f.Kind == "kill"));
    }

    private static IReadOnlyList<PlannedFault> Draw(int seed) =>
        ChaosSchedule.Draw(seed, Kinds, Length, TimeSpan.FromSeconds(.5), TimeSpan.FromSeconds(2));
}
