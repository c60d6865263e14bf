using Portal.Domain.Collaboration;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Tests.Collaboration;

public sealed class ConsultRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly Actor Asker = new(Guid.NewGuid(), Role.Agent, "Ines");
    private static readonly Actor Member = new(Guid.NewGuid(), Role.Agent, "Tomás");
    private static readonly Actor Other = new(Guid.NewGuid(), Role.Agent, "Noor");
    private static readonly Actor Lead = new(Guid.NewGuid(), Role.Supervisor, "Rosa");
    private static readonly Actor Customer = new(Guid.NewGuid(), Role.Customer, "Mara");

    private static Consult ToTeam => new()
    {
        Id = Guid.NewGuid(), ConversationId = ConversationId.New(), AskedById = Asker.User, AskedByName = Asker.Name, ToQueueId = QueueId.New(), ToName = "Returns",
        Question = "?", AskedAt = Now, LapsesAt = Now.AddMinutes(15), Version = 1,
    };

    [Fact]
    public void AnyMoves_ByAnybody_NeverReviveWhatEndedNorGiveItToTwo()
    {
        var actors = new[] { (Asker, true), (Member, true), (Other, true), (Lead, false), (Customer, false) };
        var toPerson = ToTeam with { ToQueueId = null, ToUserId = Member.User };
        // Always the same thousands of courses, so that a failure can be looked at again.
        var random = new Random(20261124);
        for (var course = 0; course < 5_000; course++)
        {
            var moves = Enumerable.Range(0, random.Next(1, 13)).Select(_ => (Who: random.Next(5), Move: random.Next(5), Minutes: random.Next(21))).ToList();
            foreach (var start in new[] { ToTeam, toPerson })
            {
                var (now, consult) = (Now, start);
                foreach (var (who, move, minutes) in moves)
                {
                    now += TimeSpan.FromMinutes(minutes);
                    var (actor, isMember) = actors[who];
                    var next = move switch
                    {
                        0 => ConsultRules.Accept(consult, actor, isMember, TimeSpan.FromHours(1), now),
                        1 => ConsultRules.Decline(consult, actor, TimeSpan.FromMinutes(15), now),
                        2 => ConsultRules.Withdraw(consult, actor, now),
                        3 => ConsultRules.Answer(consult, actor, isMember, now),
                        _ => ConsultRules.Lapse(consult, now),
                    };
                    if (next is null) continue;
                    Assert.True(consult.IsLive, "What has ended stays ended.");
                    Assert.Equal(consult.Version + 1, next.Version);
                    Assert.Equal(next.IsLive, next.LapsesAt is not null);
                    Assert.Equal(next.IsLive, next.EndedAt is null);
                    if (consult.Bearer is { } bearer && next.Bearer is { } after) Assert.Equal(bearer, after);
                    if (move is 0 or 3) Assert.NotEqual(Asker.User, next.HolderId);
                    consult = next;
                }
            }
        }
    }

    [Fact]
    public void Decline_OfATeam_GivesItBackToTheOthers()
    {
        var taken = ConsultRules.Accept(ToTeam, Member, true, TimeSpan.FromHours(1), Now)!;
        Assert.Null(ConsultRules.Accept(taken, Other, true, TimeSpan.FromHours(1), Now));
        var back = ConsultRules.Decline(taken, Member, TimeSpan.FromMinutes(15), Now.AddMinutes(5))!;
        Assert.Equal((ConsultStatus.Open, null, Now.AddMinutes(20)), (back.Status, back.Bearer, back.LapsesAt));
        Assert.Null(ConsultRules.Decline(ToTeam, Member, TimeSpan.FromMinutes(15), Now));
    }

    [Theory]
    [InlineData(Role.Agent, false, Refusal.NotYours)]
    [InlineData(Role.Supervisor, false, null)]
    [InlineData(Role.Customer, false, Refusal.NotYours)]
    [InlineData(Role.Agent, true, null)]
    public void MayAsk_WhoMayNotAnswerTheCustomer_MayNotAsk(Role role, bool theirs, Refusal? expected)
    {
        var actor = new Actor(Guid.NewGuid(), role, "X");
        var conversation = new Conversation { Id = ConversationId.New(), InboxId = InboxId.New(), CustomerId = CustomerId.New(), QueueId = QueueId.New(), CreatedAt = Now, AssigneeId = theirs ? actor.User : Other.User };
        Assert.Equal(expected, ConsultRules.MayAsk(actor, conversation, Member.User, 0, "When?"));
        if (expected is null) Assert.Equal(Refusal.NothingToDo, ConsultRules.MayAsk(actor, conversation, actor.User, 0, "When?"));
    }
}
