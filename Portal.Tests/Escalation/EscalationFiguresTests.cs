using Portal.Domain.Escalation;

namespace Portal.Tests.Escalation;

public sealed class EscalationFiguresTests
{
    private static readonly Guid Experts = Guid.CreateVersion7();

    [Fact]
    public void Of_TalliesOfOneTier_CountAndTakeTheMedianOverAll()
    {
        TierTally[] tallies =
        [
            new(Experts, "Experts", EscalationState.Accepted, 10, 3), new(Experts, "Experts", EscalationState.Returned, 40, 2), new(Experts, "Experts", EscalationState.Accepted, 90, 2),
            new(Experts, "Experts", EscalationState.Returned, null, 1), new(Experts, "Experts", EscalationState.Lapsed, null, 4), new(Experts, "Experts", EscalationState.Asked, null, 1),
        ];

        var row = Assert.Single(EscalationFigures.Of(tallies, new Dictionary<Guid, double> { [Experts] = 0.5 }));

        Assert.Equal((13, 7, 3, 4), (row.Asked, row.Accepted, row.Returned, row.Lapsed));
        Assert.Equal((TimeSpan.FromSeconds(40), 0.5), (row.Acceptance, row.AskedAgain));
    }

    [Fact]
    public void Of_TierThatNobodyAccepted_HasNoMedianAndNoMean()
    {
        var row = Assert.Single(EscalationFigures.Of([new(Experts, "Old", EscalationState.Lapsed, null, 1), new(Experts, "New", EscalationState.Withdrawn, null, 1)], new Dictionary<Guid, double>()));

        Assert.Equal(("New", 2, 0, null, null), (row.Name, row.Asked, row.Accepted, row.Acceptance, row.AskedAgain));
    }
}
