using Microsoft.Extensions.Logging.Abstractions;
using Portal.Domain.Conversations;
using Portal.Domain.Escalation;
using Portal.Domain.Routing;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Escalation;

/// <summary>What Portal does by itself: in time, on a breach, and after a crash in between.</summary>
public abstract partial class EscalationCases<TDatabase>
{
    [Fact]
    public async Task Settle_CaseThatNobodyTold_TellsTheCustomerAndMovesIt()
    {
        var place = await PlaceAsync();
        var (id, customer) = await place.World.BeginAsync();
        var asked = EscalationRules.Ask(Actor.System, (await Timeline.FindAsync(customer, id, Ct))!, place.Experts, EscalationCause.CustomerUpset, new(), Guid.CreateVersion7(), database.Clock.GetUtcNow());
        Assert.True(await Store.AddAsync(asked, Ct));

        database.Clock.Advance(TimeSpan.FromSeconds(11));
        await Settle.ExecuteAsync(Ct);
        await Settle.ExecuteAsync(Ct);

        Assert.Single(await Timeline.BeforeAsync(customer, id, long.MaxValue, Ct), e => e.Event is TimelineEvent.EscalationAsked);
        Assert.Equal(place.Experts.QueueId, (await Timeline.FindAsync(customer, id, Ct))?.QueueId);
        Assert.NotNull((await Store.FindAsync(asked.Id, Ct))?.ToldAt);
    }

    [Fact]
    public async Task Settle_CaseThatNobodyTold_SaysTheSendersWordOnceAndAsTheirAnswer()
    {
        var place = await PlaceAsync();
        var asked = await CutOffAsync(place);

        database.Clock.Advance(TimeSpan.FromSeconds(11));
        await Task.WhenAll(Settle.ExecuteAsync(Ct), Settle.ExecuteAsync(Ct));
        await Settle.ExecuteAsync(Ct);

        var told = (await Timeline.BeforeAsync(place.Customer, place.Id, long.MaxValue, Ct)).Where(e => e.Event is TimelineEvent.EscalationAsked || e.AuthorName == "Ines" && e.Kind is EntryKind.Text);
        Assert.Equal([(TimelineEvent.EscalationAsked, place.Experts.Name), (null, "I am asking our experts.")], told.Select(e => (e.Event, e.Text)));
        Assert.Null((await FindAsync(place))?.WaitingSince);
        Assert.Null((await Store.FindAsync(asked.Id, Ct))?.Word);
    }

    [Fact]
    public async Task Settle_NextTierBeforeAnybodyWasTold_SaysTheSendersWordOnce()
    {
        var place = await PlaceAsync();
        var top = place.Experts with { Id = Guid.CreateVersion7(), Name = $"Top {place.Id.Value:N}"[..20], Level = 3 };
        await Store.SaveTierAsync(top, Ct);
        await Store.SaveTierAsync(place.Experts with { NextTierId = top.Id }, Ct);
        var asked = await CutOffAsync(place);
        // The word stood there already, and only the note of it was cut off.
        await new PostWord(Get<IConversationLog>()).ExecuteAsync(Actor.System, place.Id, place.Ines, EscalationRules.WordId(asked), asked.Word!, Ct);

        database.Clock.Advance(place.Experts.AcceptWithin);
        await Settle.ExecuteAsync(Ct);

        Assert.Equal(top.Id, (await Store.FindAsync(asked.Id, Ct))?.TierId);
        Assert.Single(await Timeline.BeforeAsync(place.Customer, place.Id, long.MaxValue, Ct), e => e.Text == "I am asking our experts.");
    }

    [Fact]
    public async Task EscalateLate_BreachThatNobodyHeardOf_IsAskedForOnce()
    {
        var place = await PlaceAsync();
        await Store.SaveTierAsync(place.Experts with { OnBreach = true }, Ct);
        await Get<IConversationLog>().WriteAsync(new(place.Id, (c, _) => new Decision.Write(c with { Marks = ServiceMarks.AnswerLate }, [])), Ct);

        await Settle.EscalateLateAsync(Ct);
        await Settle.EscalateLateAsync(Ct);

        Assert.Equal(EscalationCause.ServiceLevelMissed, Assert.Single(await Store.ListOfAsync(place.Id, 10, Ct)).Cause);
        await Store.SaveTierAsync(place.Experts, Ct);
    }

    [Fact]
    public async Task Settle_NextTierWhileAMemberOfTheFirstIsOfferedIt_FollowsWhenTheOfferComesBack()
    {
        var place = await PlaceAsync();
        var queue = new Queue { Id = QueueId.New(), Name = $"Top {place.Id.Value:N}"[..20] };
        await Get<IRoutingStore>().SaveQueueAsync(queue, [], [], Ct);
        var top = new Tier { Id = Guid.CreateVersion7(), Name = queue.Name, QueueId = queue.Id, Level = 3 };
        await Store.SaveTierAsync(top, Ct);
        await Store.SaveTierAsync(place.Experts with { NextTierId = top.Id }, Ct);
        var (id, asked) = await WaitingAsync(place);
        await place.World.Assign.ExecuteAsync(Actor.System, id, place.Tom.User, "Tom", CapacityClaim.ByHand, "most-free", TimeSpan.FromMinutes(10), Ct);
        database.Clock.Advance(place.Experts.AcceptWithin);
        await Settle.ExecuteAsync(Ct);
        await Accept.FollowAsync(id, Ct);

        await new UnassignConversation(Get<IConversationLog>()).ExecuteAsync(Actor.System, id, "declined", Ct);
        await Accept.FollowAsync(id, Ct);
        database.Clock.Advance(TimeSpan.FromSeconds(11));
        await Settle.ExecuteAsync(Ct);

        Assert.Equal((EscalationState.Asked, top.Id), ((await Store.FindAsync(asked, Ct))!.State, (await Store.FindAsync(asked, Ct))!.TierId));
        Assert.Equal(queue.Id, (await Timeline.FindAsync(place.Ines, id, Ct))?.QueueId);
        await Store.SaveTierAsync(place.Experts, Ct);
    }

    [Fact]
    public async Task AfterAnother_BreachThatCameWhileAnotherRequestWasOpen_IsAskedForInItsTurn()
    {
        var place = await PlaceAsync();
        await Store.SaveTierAsync(place.Experts with { OnBreach = true }, Ct);
        var asked = await AskAsync(place);
        Assert.Null(await ByItself.ExecuteAsync(place.Id, EscalationCause.ServiceLevelMissed, Ct));
        await Withdraw.ExecuteAsync(place.Ines, asked.Id, Ct);
        Assert.Null(await ByItself.AfterAnotherAsync(place.Id, Ct));
        await Get<IConversationLog>().WriteAsync(new(place.Id, (c, _) => new Decision.Write(c with { Marks = ServiceMarks.AnswerLate }, [])), Ct);

        Assert.Equal(EscalationCause.ServiceLevelMissed, (await ByItself.AfterAnotherAsync(place.Id, Ct))?.Cause);
        await Store.SaveTierAsync(place.Experts, Ct);
    }

    [Fact]
    public async Task ByItself_PromiseWithATimeOfDay_IsMeantWhereTheQueuesPeopleWork()
    {
        var place = await PlaceAsync("This is UNACCEPTABLE, you are ridiculous!!");
        var calendar = new BusinessCalendar { Id = CalendarId.New(), Name = $"Tokyo {place.Id.Value:N}"[..20], TimeZone = "Asia/Tokyo" };
        await Get<IServiceLevelStore>().SaveCalendarAsync(calendar, Ct);
        var queue = (await Get<IRoutingStore>().FindQueueAsync(place.World.Queue, Ct))!;
        await Get<IRoutingStore>().SaveQueueAsync(queue with { CalendarId = calendar.Id }, [place.Ines.User], [], Ct);
        await Store.SaveTierAsync(place.Experts with { OnUpset = true }, Ct);
        await place.World.Post.ExecuteAsync(place.Ines, place.Id, NewMessage.OfText(Guid.CreateVersion7(), "I will write by 15:00."), Ct);

        var asked = await ByItself.ExecuteAsync(place.Id, EscalationCause.CustomerUpset, Ct);

        var due = Assert.Single(asked!.Packet.Promises).Due!.Value;
        Assert.Equal(new TimeSpan(15, 0, 0), TimeZoneInfo.ConvertTime(due, TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo")).TimeOfDay);
        await Store.SaveTierAsync(place.Experts, Ct);
    }

    [Fact]
    public async Task Figures_OfACaseThatLapsedOnce_CountEachTierByItself()
    {
        var place = await PlaceAsync();
        var top = place.Experts with { Id = Guid.CreateVersion7(), Name = $"Top {place.Id.Value:N}"[..20], Level = 3 };
        await Store.SaveTierAsync(top, Ct);
        await Store.SaveTierAsync(place.Experts with { NextTierId = top.Id }, Ct);
        var asked = await AskAsync(place);
        database.Clock.Advance(place.Experts.AcceptWithin);
        await Settle.ExecuteAsync(Ct);
        database.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.IsType<EscalationOutcome.Done>(await Accept.ExecuteAsync(place.Tom, asked.Id, false, Ct));

        var figures = await new ReadEscalations(Store, Team).FiguresAsync(new(Guid.CreateVersion7(), Role.Supervisor, "Nora"), asked.AskedAt.AddMinutes(-1), Ct);

        var (lower, higher) = (figures.Single(f => f.Tier == place.Experts.Id), figures.Single(f => f.Tier == top.Id));
        Assert.Equal((1, 0, 1, null), (lower.Asked, lower.Accepted, lower.Lapsed, lower.Acceptance));
        Assert.Equal((1, 1, 0, TimeSpan.FromSeconds(20)), (higher.Asked, higher.Accepted, higher.Lapsed, higher.Acceptance));
    }

    [Fact]
    public async Task Settle_NobodyAccepts_AsksTheNextTierAndLeavesTheOwner()
    {
        var place = await PlaceAsync();
        var top = place.Experts with { Id = Guid.CreateVersion7(), Name = $"Top {place.Id.Value:N}"[..20], Level = 3 };
        await Store.SaveTierAsync(top, Ct);
        await Store.SaveTierAsync(place.Experts with { NextTierId = top.Id }, Ct);
        var asked = await AskAsync(place);

        database.Clock.Advance(place.Experts.AcceptWithin);
        await Settle.ExecuteAsync(Ct);
        var higher = await Store.FindAsync(asked.Id, Ct);
        Assert.Equal((EscalationState.Asked, top.Id), (higher!.State, higher.TierId));
        Assert.Contains(await Timeline.BeforeAsync(place.Customer, place.Id, long.MaxValue, Ct), e => e is { Event: TimelineEvent.EscalationAsked, Reason: EscalationReasons.Lapsed } && e.Text == top.Name);
        database.Clock.Advance(top.AcceptWithin);
        await Settle.ExecuteAsync(Ct);

        Assert.Equal(EscalationState.Lapsed, (await Store.FindAsync(asked.Id, Ct))?.State);
        Assert.Contains(await Timeline.BeforeAsync(place.Customer, place.Id, long.MaxValue, Ct), e => e is { Event: TimelineEvent.EscalationReturned, Reason: EscalationReasons.Stays, Text: "Ines" });
        Assert.Equal(place.Ines.User, (await FindAsync(place))?.Holder);
    }

    [Fact]
    public async Task Settle_HandoverThatWasCutOff_IsFinished()
    {
        var place = await PlaceAsync();
        var asked = await AskAsync(place);
        var (claimed, _) = EscalationRules.Accept((await Store.FindAsync(asked.Id, Ct))!, place.Tom, true, database.Clock.GetUtcNow());
        Assert.True(await Store.ChangeAsync(claimed!, Ct));

        await Settle.ExecuteAsync(Ct);
        Assert.Equal(place.Ines.User, (await FindAsync(place))?.Holder);
        database.Clock.Advance(TimeSpan.FromSeconds(11));
        await Settle.ExecuteAsync(Ct);

        Assert.Equal(place.Tom.User, (await FindAsync(place))?.Holder);
        Assert.NotNull((await Store.FindAsync(asked.Id, Ct))?.HandedOverAt);
    }

    [Fact]
    public async Task ByItself_UpsetCustomerWhomNobodyHas_MovesToTheTierOnce()
    {
        var place = await PlaceAsync();
        await Store.SaveTierAsync(place.Experts with { OnUpset = true }, Ct);
        var (id, customer) = await place.World.BeginAsync("This is UNACCEPTABLE, you are ridiculous!!");

        var done = await ByItself.ExecuteAsync(id, EscalationCause.CustomerUpset, Ct);

        Assert.Equal(EscalationCause.CustomerUpset, done?.Cause);
        Assert.Equal(place.Experts.QueueId, (await Timeline.FindAsync(customer, id, Ct))?.QueueId);
        Assert.Null(await ByItself.ExecuteAsync(id, EscalationCause.CustomerUpset, Ct));
        await Store.SaveTierAsync(place.Experts, Ct);
    }

    [Fact]
    public async Task Measure_AfterResolving_CountsWhatTheCustomerWasAskedAgain()
    {
        var place = await PlaceAsync("My order number: A-1234-5 is broken");
        var asked = await AskAsync(place);
        await Accept.ExecuteAsync(place.Tom, asked.Id, false, Ct);
        await place.World.Post.ExecuteAsync(place.Tom, place.Id, NewMessage.OfText(Guid.CreateVersion7(), "What is your order number?"), Ct);
        await place.World.Resolve.ExecuteAsync(place.Tom, place.Id, Ct);

        await Settle.MeasureAsync(Ct);

        Assert.Equal(1, (await Store.FindAsync(asked.Id, Ct))?.AskedAgain);
    }
}
