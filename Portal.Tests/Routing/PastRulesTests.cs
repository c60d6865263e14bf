using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Tests.Routing;

public sealed class PastRulesTests
{
    private static readonly DateTimeOffset Nine = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly QueueId Sales = QueueId.New(), Returns = QueueId.New();
    private static readonly Dictionary<string, QueueId> Names = new() { ["Sales"] = Sales, ["Returns"] = Returns };

    private static PastStep Step(int minute, TimelineEvent what, bool byStaff = true, string? subject = null) => new(Nine.AddMinutes(minute), what, byStaff, subject);

    private static readonly UserId Ines = new(Guid.CreateVersion7()), Tomas = new(Guid.CreateVersion7());

    private static List<UserId?> Known(UserId? customer, params PastStep[] steps) =>
        [.. PastRules.Stays(new(Sales, Nine, ChannelKind.Chat, [], null, null, Known: customer), steps, Names).Select(s => s.Known)];

    private static List<(QueueId Queue, int Came, int? Minutes, bool HandedOn, bool ByColleague)> Stays(params PastStep[] steps) =>
    [
        .. PastRules.Stays(new(Sales, Nine, ChannelKind.Chat, [], null, null), steps, Names)
            .Select(s => (s.Queue, (int)(s.At - Nine).TotalMinutes, (int?)s.Handling?.TotalMinutes, s.HandedOn, s.ByColleague)),
    ];

    [Fact]
    public void HandedOn_CountsWithBothQueuesAndTheTimeOfEach() => Assert.Equal(
        [(Sales, 0, (int?)4, true, false), (Returns, 5, (int?)10, false, true)],
        Stays(Step(1, TimelineEvent.Assigned, byStaff: false), Step(2, TimelineEvent.Joined), Step(5, TimelineEvent.Transferred, subject: "Returns"),
            Step(8, TimelineEvent.Assigned, byStaff: false), Step(18, TimelineEvent.Resolved)));

    [Fact]
    public void Overflowed_StaysWithTheQueueToWhichItCame() => Assert.Equal(
        [(Sales, 0, (int?)7, false, false)],
        Stays(Step(3, TimelineEvent.Transferred, byStaff: false, subject: "Returns"), Step(4, TimelineEvent.Assigned, byStaff: false), Step(11, TimelineEvent.Resolved)));

    [Fact]
    public void MovedWhileNobodyHadIt_CameOnlyToWhereItWent() => Assert.Equal(
        [(Returns, 2, (int?)5, false, true)],
        Stays(Step(2, TimelineEvent.Transferred, subject: "Returns"), Step(3, TimelineEvent.Assigned, byStaff: false), Step(8, TimelineEvent.Resolved)));

    [Fact]
    public void LapsedOffer_TheTimeOfTheLastOneCounts() => Assert.Equal(
        [(Sales, 0, (int?)6, true, false), (Returns, 9, null, false, true)],
        Stays(Step(1, TimelineEvent.Assigned, byStaff: false), Step(2, TimelineEvent.OfferExpired, byStaff: false), Step(3, TimelineEvent.Assigned, byStaff: false), Step(9, TimelineEvent.Transferred, subject: "Returns")));

    [Fact]
    public void Reopened_ComesOnceMore() => Assert.Equal(
        [(Sales, 0, (int?)4, false, false), (Sales, 30, (int?)3, false, false)],
        Stays(Step(1, TimelineEvent.Assigned, byStaff: false), Step(5, TimelineEvent.Resolved), Step(30, TimelineEvent.Reopened, byStaff: false), Step(31, TimelineEvent.Assigned, byStaff: false), Step(34, TimelineEvent.Resolved)));

    [Fact]
    public void Reopened_IsKnownToWhoeverHadItWhenItEnded() => Assert.Equal(
        [Tomas, Ines],
        Known(Tomas, Step(1, TimelineEvent.Assigned, byStaff: false) with { Holder = Ines }, Step(5, TimelineEvent.Resolved), Step(30, TimelineEvent.Reopened, byStaff: false)));

    [Fact]
    public void HandedOn_IsKnownToNobodyAndReopenedThereToItsLastHolder() => Assert.Equal(
        [Tomas, null, Ines],
        Known(Tomas, Step(1, TimelineEvent.Joined) with { Holder = Tomas }, Step(5, TimelineEvent.Transferred, subject: "Returns"),
            Step(6, TimelineEvent.Assigned, byStaff: false) with { Holder = Ines }, Step(9, TimelineEvent.Resolved), Step(30, TimelineEvent.Reopened, byStaff: false)));

    [Fact]
    public void GivenBack_ThenResolvedAndReopened_IsKnownToNobody() => Assert.Equal(
        [null, null],
        Known(null, Step(1, TimelineEvent.Assigned, byStaff: false) with { Holder = Ines }, Step(2, TimelineEvent.Unassigned), Step(5, TimelineEvent.Resolved), Step(30, TimelineEvent.Reopened, byStaff: false)));

    [Fact]
    public void HandedToAQueueThatIsGone_BelongsToNobodyFromThen() => Assert.Equal(
        [(Sales, 0, (int?)4, true, false)],
        Stays(Step(1, TimelineEvent.Assigned, byStaff: false), Step(5, TimelineEvent.Transferred, subject: "Closed"), Step(6, TimelineEvent.Assigned, byStaff: false), Step(9, TimelineEvent.Resolved)));
}
