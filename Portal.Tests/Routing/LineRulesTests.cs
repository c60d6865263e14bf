using CsCheck;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Tests.Routing;

public sealed class LineRulesTests
{
    private static readonly DateTimeOffset Now = RoutingFacts.Now;

    private static readonly Gen<InLine[]> Line = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 5]).Select((place, held) => ((LinePlace)place, held == 0)).Array[0, 20].Select(people =>
        people.Select((p, i) => new InLine(ConversationId.New(), CustomerId.New(), Now.AddMinutes(i - 60), p.Item1, p.Item2 ? Now.AddSeconds(1) : null)).ToArray());

    [Fact]
    public void Steps_AnyLine_LetsInAsManyAsThereIsRoomForAndNobodyElse() => Gen.Select(Gen.Int[1, 12], Line).Sample((longest, line) =>
    {
        var steps = LineRules.Steps(longest, line, Now);
        var standing = line.Count(w => w.Place is LinePlace.InLine);
        var waiting = line.Count(w => w.Place is LinePlace.Arriving or LinePlace.Beyond && w.HeldUntil is null);
        Assert.Equal(Math.Min(waiting, Math.Max(0, longest - standing)), steps.Count(s => s.Step is LineStep.Admit));
        Assert.All(steps.Where(s => s.Step is LineStep.TurnAway), s => Assert.Equal(LinePlace.Arriving, s.Who.Place));
        Assert.All(steps, s => Assert.True(s.Who.Place is LinePlace.Arriving or LinePlace.Beyond && s.Who.HeldUntil is null));
        // Nobody passes whoever waits longer.
        var lastIn = steps.Where(s => s.Step is LineStep.Admit).Select(s => s.Who.QueuedAt).DefaultIfEmpty(DateTimeOffset.MinValue).Max();
        Assert.All(steps.Where(s => s.Step is LineStep.TurnAway), s => Assert.True(s.Who.QueuedAt > lastIn));
    }, iter: 3_000);

    [Fact]
    public void Steps_SimulatedCustomersInLine_TakeNoPlaceFromAnybodyReal() => Gen.Select(Gen.Int[1, 12], Line, Gen.Bool.Array[20]).Sample((longest, people, played) =>
    {
        var line = people.Select((w, i) => w with { IsSimulated = played[i] }).ToArray();
        var withThem = LineRules.Steps(longest, line, Now);
        Assert.Equal(LineRules.Steps(longest, [.. line.Where(w => !w.IsSimulated)], Now), withThem.Where(s => !s.Who.IsSimulated));
        // They come in only where there is room beside everybody who is in by then.
        var standing = line.Count(w => w.Place is LinePlace.InLine) + withThem.Count(s => s.Step is LineStep.Admit);
        Assert.True(standing <= longest || withThem.All(s => !s.Who.IsSimulated || s.Step is LineStep.TurnAway));
    }, iter: 2_000);

    [Fact]
    public void Steps_Repeated_AfterTheyWereDone_AskForNothing() => Gen.Select(Gen.Int[1, 12], Line).Sample((longest, line) =>
    {
        var steps = LineRules.Steps(longest, line, Now).ToDictionary(s => s.Who.Conversation, s => s.Step);
        var after = line.Select(w => !steps.TryGetValue(w.Conversation, out var step) ? w : w with { Place = step is LineStep.Admit ? LinePlace.InLine : LinePlace.Beyond }).ToList();
        Assert.Empty(LineRules.Steps(longest, after, Now));
    }, iter: 1_000);

    [Fact]
    public void LeavesRoom_SomebodyInLine_IsTrueHoweverTheyLeftAndFalseForAnythingElse()
    {
        var here = new Conversation { Id = ConversationId.New(), InboxId = default, CustomerId = default, QueueId = QueueId.New(), CreatedAt = Now, QueuedAt = Now, Place = LinePlace.InLine };
        Assert.True(LineRules.LeavesRoom(here, here with { QueuedAt = null, AssigneeId = new(Guid.CreateVersion7()) }));
        Assert.True(LineRules.LeavesRoom(here, here with { QueuedAt = null, Status = ConversationStatus.Resolved }));
        Assert.True(LineRules.LeavesRoom(here, here with { QueueId = QueueId.New() }));
        Assert.True(LineRules.LeavesRoom(here, here with { Place = LinePlace.ByEmail }));
        Assert.False(LineRules.LeavesRoom(here, here with { LastSequence = 4 }));
        Assert.False(LineRules.LeavesRoom(here with { Place = LinePlace.Beyond }, here with { QueuedAt = null, Place = LinePlace.Beyond }));
        Assert.False(LineRules.LeavesRoom(here with { QueuedAt = null }, here with { QueuedAt = null, QueueId = QueueId.New() }));
    }

    [Fact]
    public void TextFor_ALanguageWithoutOwnWords_KeepsTheBuiltInOnes()
    {
        Queue queue = new() { Id = QueueId.New(), Name = "Q", FullTexts = [new("de", "Bitte später")] };

        Assert.Equal(("Bitte später", null), (LineRules.TextFor(queue, "de"), LineRules.TextFor(queue, "fr")));
    }

    [Fact]
    public void Decide_BeyondTheLine_IsOfferedToNobodyAndSaysSo()
    {
        Queue queue = new() { Id = QueueId.New(), Name = "Q", LongestLine = 1 };
        var waiting = new Conversation { Id = ConversationId.New(), InboxId = default, CustomerId = default, QueueId = queue.Id, CreatedAt = Now, QueuedAt = Now, Place = LinePlace.Beyond };
        Seat[] seats = [new(new Agent { Id = new(Guid.CreateVersion7()), Name = "Ines", Presence = Presence.Available })];

        var decision = RoutingRules.Decide(queue, seats, waiting, Now);

        Assert.Equal((null, WaitReasons.LineFull, Verdict.NotInLine), (decision.AgentId, decision.Reason, Assert.Single(decision.Candidates).Verdict));
        Assert.NotNull(RoutingRules.Decide(queue with { LongestLine = null }, seats, waiting, Now).AgentId);
        Assert.NotNull(RoutingRules.Decide(queue, seats, waiting with { Place = LinePlace.ByEmail }, Now).AgentId);
    }
}
