using Microsoft.Extensions.Logging.Abstractions;
using Portal.Domain.Conversations;
using Portal.Domain.Escalation;
using Portal.Domain.Routing;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Escalation;

/// <summary>The operations over real stores: who has the conversation at each moment, and what each side reads.</summary>
public abstract partial class EscalationCases<TDatabase>(TDatabase database) : StoreTests<TDatabase>(database) where TDatabase : TestDatabase
{
    private readonly TDatabase database = database;

    private IEscalationStore Store => Get<IEscalationStore>();
    private ReadTimeline Timeline => new(Get<IConversationStore>());
    private ReadTeam Team => new(Get<IRoutingStore>());
    private DraftPacket Draft => new(Timeline);
    private TellTimeline Tell => new(Get<IConversationLog>());
    private HandOverConversation HandOver => new(Get<IConversationLog>());
    private TransferConversation Transfer => new(Get<IConversationLog>());
    private TellEscalation Told => new(Store, Timeline, Team, Tell, new(Get<IConversationLog>()), Transfer, new(Get<IConversationLog>()), database.Clock);
    private AskEscalation Ask => new(Store, Timeline, Told, database.Hub, database.Clock);
    private KeepCommitments Commitments => new(Get<ICommitmentStore>(), database.Hub);
    private EndEscalation End => new(Store, Tell, database.Hub, database.Clock);
    private AcceptEscalation Accept => new(Store, Timeline, Team, HandOver, Told, End, Commitments, database.Hub, database.Clock);
    private ReturnEscalation Return => new(Store, Timeline, Team, Tell, Told, HandOver, database.Hub, database.Clock);
    private WithdrawEscalation Withdraw => new(Store, Tell, Told, database.Hub, database.Clock);
    private SettleEscalations Settle => new(Store, Accept, ByItself, Timeline, Tell, Told, Draft, database.Hub, database.Clock, NullLogger<SettleEscalations>.Instance);
    private EscalateByItself ByItself => new(Store, Timeline, new(Get<IConversationStore>()), new(Get<IServiceLevelStore>()), Draft, Ask, database.Clock, NullLogger<EscalateByItself>.Instance);

    [Fact]
    public async Task Accept_AfterAsking_GoesOverInOneStepAndBothSidesAreTold()
    {
        var place = await PlaceAsync();

        var asked = await AskAsync(place, "I am asking our experts.");
        Assert.Equal(place.Ines.User, (await FindAsync(place))?.Holder);
        var done = Assert.IsType<EscalationOutcome.Done>(await Accept.ExecuteAsync(place.Tom, asked.Id, false, Ct));

        Assert.NotNull(done.After.HandedOverAt);
        Assert.Equal(place.Tom.User, (await FindAsync(place))?.Holder);
        var told = (await Timeline.BeforeAsync(place.Customer, place.Id, long.MaxValue, Ct)).Select(e => (e.Event, e.AuthorName, e.Text)).ToList();
        Assert.Contains((TimelineEvent.EscalationAsked, "Ines", place.Experts.Name), told);
        Assert.Contains((null, "Ines", "I am asking our experts."), told);
        Assert.Contains((TimelineEvent.EscalationAccepted, "Tom", place.Experts.Name), told);
        Assert.Equal((0, 1), (await LoadAsync(place.Ines), await LoadAsync(place.Tom)));
    }

    [Fact]
    public async Task Accept_PacketWithAPromise_RemindsTheReceiver()
    {
        var place = await PlaceAsync();
        var (now, due) = (database.Clock.GetUtcNow(), database.Clock.GetUtcNow().AddHours(1));
        var packet = new HandoverPacket { Goal = "A refund", Promises = [new("I will write by then", 1, now, due), new("Some day", 1, now, null), new("Past", 1, now, now.AddHours(-1))] };
        var asked = Assert.IsType<EscalationOutcome.Done>(await Ask.ExecuteAsync(place.Ines, place.Id, place.Experts.Id, EscalationCause.ByHand, packet, null, Ct)).After;

        await Accept.ExecuteAsync(place.Tom, asked.Id, false, Ct);

        Assert.Equal(["I will write by then"], (await Commitments.ListAsync(place.Tom, Ct)).Select(r => r.Commitment.Text));
    }

    [Fact]
    public async Task Accept_ByTwoAtOnce_OneWins()
    {
        var place = await PlaceAsync();
        var asked = await AskAsync(place);
        var other = await place.World.HireAsync("Uma");
        await JoinAsync(place.Experts.QueueId, place.Tom, other);

        var outcomes = await Task.WhenAll(Accept.ExecuteAsync(place.Tom, asked.Id, false, Ct), Accept.ExecuteAsync(other, asked.Id, false, Ct));

        Assert.Single(outcomes.OfType<EscalationOutcome.Done>());
        Assert.Equal(1, await LoadAsync(place.Tom) + await LoadAsync(other));
    }

    [Fact]
    public async Task Accept_WithoutRoom_IsRefusedAndAskedStill_UnlessAnyway()
    {
        var place = await PlaceAsync(expertCapacity: 1);
        var (other, _) = await place.World.BeginAsync();
        await place.World.Assign.ExecuteAsync(place.Tom, other, place.Tom.User, "Tom", CapacityClaim.ByHand, "by-hand", null, Ct);
        var asked = await AskAsync(place);

        Assert.Equal(EscalationRefusal.Full, Assert.IsType<EscalationOutcome.Refused>(await Accept.ExecuteAsync(place.Tom, asked.Id, false, Ct)).Reason);
        Assert.Equal(place.Ines.User, (await FindAsync(place))?.Holder);
        Assert.IsType<EscalationOutcome.Done>(await Accept.ExecuteAsync(place.Tom, asked.Id, true, Ct));

        Assert.Equal(place.Tom.User, (await FindAsync(place))?.Holder);
    }

    [Fact]
    public async Task Ask_Twice_IsRefusedWhileTheFirstIsOpen()
    {
        var place = await PlaceAsync();
        await AskAsync(place);

        var again = await Ask.ExecuteAsync(place.Ines, place.Id, place.Experts.Id, EscalationCause.ByHand, new() { Goal = "x" }, null, Ct);

        Assert.Equal(EscalationRefusal.AskedAlready, Assert.IsType<EscalationOutcome.Refused>(again).Reason);
    }

    [Fact]
    public async Task Return_AfterAcceptance_GoesBackToTheSenderWithTheReason()
    {
        var place = await PlaceAsync();
        var asked = await AskAsync(place);
        await Accept.ExecuteAsync(place.Tom, asked.Id, false, Ct);

        Assert.IsType<EscalationOutcome.Done>(await Return.ExecuteAsync(place.Tom, asked.Id, "A refund is yours to give.", Ct));

        Assert.Equal(place.Ines.User, (await FindAsync(place))?.Holder);
        Assert.Contains(await Timeline.BeforeAsync(place.Ines, place.Id, long.MaxValue, Ct), e => e is { Event: TimelineEvent.EscalationReturned, Text: "A refund is yours to give." });
        var told = Assert.Single(await Timeline.BeforeAsync(place.Customer, place.Id, long.MaxValue, Ct), e => e.Event is TimelineEvent.EscalationReturned);
        Assert.Equal((EscalationReasons.Stays, "Ines"), (told.Reason, told.Text));
    }

    [Fact]
    public async Task Return_AfterASupervisorTookOver_LeavesItWithThem()
    {
        var place = await PlaceAsync();
        var asked = await AskAsync(place);
        await Accept.ExecuteAsync(place.Tom, asked.Id, false, Ct);
        var nora = await TakeOverAsync(place);

        var outcome = await Return.ExecuteAsync(place.Tom, asked.Id, "Not mine any more", Ct);

        Assert.Equal(EscalationRefusal.Taken, Assert.IsType<EscalationOutcome.Refused>(outcome).Reason);
        Assert.Equal(nora.User, (await FindAsync(place))?.Holder);
    }

    [Fact]
    public async Task Accept_AfterSomebodyElseTookIt_IsRefusedAndTheRequestEnds()
    {
        var place = await PlaceAsync();
        var asked = await AskAsync(place);
        var nora = await TakeOverAsync(place);

        var outcome = await Accept.ExecuteAsync(place.Tom, asked.Id, false, Ct);

        Assert.Equal(EscalationRefusal.Taken, Assert.IsType<EscalationOutcome.Refused>(outcome).Reason);
        Assert.Equal(nora.User, (await FindAsync(place))?.Holder);
        Assert.Equal(EscalationState.Withdrawn, (await Store.FindAsync(asked.Id, Ct))?.State);
    }

    [Fact]
    public async Task Follow_SomebodyOutsideTheTierTakesIt_EndsTheRequestAndTellsTheSender()
    {
        var place = await PlaceAsync();
        var asked = await AskAsync(place);
        await TakeOverAsync(place);

        await Accept.FollowAsync(place.Id, Ct);

        Assert.Equal(EscalationState.Withdrawn, (await Store.FindAsync(asked.Id, Ct))?.State);
        Assert.Contains(await Timeline.BeforeAsync(place.Ines, place.Id, long.MaxValue, Ct), e => e.Reason == EscalationReasons.TakenElsewhere);
        Assert.Contains(database.Hub.Facts.OfType<EscalationChanged>(), h => h.Case == asked.Id && h.State is EscalationState.Withdrawn && h.Sender == place.Ines.User);
    }

    [Fact]
    public async Task Follow_MovedToAnotherQueue_EndsTheRequest()
    {
        var place = await PlaceAsync();
        var asked = await AskAsync(place);
        await Accept.FollowAsync(place.Id, Ct);
        Assert.Equal(EscalationState.Asked, (await Store.FindAsync(asked.Id, Ct))?.State);
        var payments = new Queue { Id = QueueId.New(), Name = $"Payments {place.Id.Value:N}"[..20] };
        await Get<IRoutingStore>().SaveQueueAsync(payments, [], [], Ct);
        await Transfer.ExecuteAsync(place.Ines, place.Id, payments.Id, payments.Name, Ct);

        await Accept.FollowAsync(place.Id, Ct);

        Assert.Equal(EscalationState.Withdrawn, (await Store.FindAsync(asked.Id, Ct))?.State);
    }

    [Fact]
    public async Task Follow_WhatNobodyHad_MemberAcceptsByOpeningAndASupervisorEndsIt()
    {
        var place = await PlaceAsync();
        var (first, second) = (await WaitingAsync(place), await WaitingAsync(place));
        await place.World.Assign.ExecuteAsync(place.Tom, first.Id, place.Tom.User, "Tom", CapacityClaim.ByHand, "by-hand", null, Ct);
        var nora = new Actor((await place.World.HireAsync("Nora")).Id, Role.Supervisor, "Nora");
        await place.World.Assign.ExecuteAsync(nora, second.Id, nora.User, "Nora", CapacityClaim.ByHand, "by-hand", null, Ct);

        await Accept.FollowAsync(first.Id, Ct);
        await Accept.FollowAsync(second.Id, Ct);

        var (accepted, ended) = (await Store.FindAsync(first.Case, Ct), await Store.FindAsync(second.Case, Ct));
        Assert.Equal((EscalationState.Accepted, place.Tom.User), (accepted!.State, accepted.AcceptedById));
        Assert.Equal(EscalationState.Withdrawn, ended?.State);
    }

    [Fact]
    public async Task Return_OfWhatNobodyHad_WaitsWhereItCameFromAndPassesTheRefuserOver()
    {
        var place = await PlaceAsync();
        var (id, asked) = await WaitingAsync(place);

        Assert.IsType<EscalationOutcome.Done>(await Return.ExecuteAsync(place.Tom, asked, "Not for experts", Ct));

        var back = (await Timeline.FindAsync(place.Ines, id, Ct))!;
        Assert.Equal((place.World.Queue, null), (back.QueueId, back.Holder));
        Assert.Equal([place.Tom.User], back.PassedOver);
    }

    [Fact]
    public async Task Return_WithTheSenderOffline_WaitsInTheQueue()
    {
        var place = await PlaceAsync();
        var asked = await AskAsync(place);
        await Accept.ExecuteAsync(place.Tom, asked.Id, false, Ct);
        await Get<IRoutingStore>().ChoosePresenceAsync(place.Ines.User, Presence.Offline, "", database.Clock.GetUtcNow(), Ct);

        Assert.IsType<EscalationOutcome.Done>(await Return.ExecuteAsync(place.Tom, asked.Id, "A refund is yours to give.", Ct));

        var back = (await FindAsync(place))!;
        Assert.Equal((place.World.Queue, null), (back.QueueId, back.Holder));
        Assert.Equal([place.Tom.User], back.PassedOver);
        Assert.Equal(0, await LoadAsync(place.Tom));
    }

    [Fact]
    public async Task Withdraw_BySender_EndsItAndTellsTheCustomerWhoGoesOn()
    {
        var place = await PlaceAsync();
        var asked = await AskAsync(place);

        Assert.Equal(EscalationRefusal.NotYours, Assert.IsType<EscalationOutcome.Refused>(await Withdraw.ExecuteAsync(place.Tom, asked.Id, Ct)).Reason);
        Assert.IsType<EscalationOutcome.Done>(await Withdraw.ExecuteAsync(place.Ines, asked.Id, Ct));

        Assert.Equal(EscalationRefusal.NotAsked, Assert.IsType<EscalationOutcome.Refused>(await Accept.ExecuteAsync(place.Tom, asked.Id, false, Ct)).Reason);
        Assert.Contains(await Timeline.BeforeAsync(place.Customer, place.Id, long.MaxValue, Ct), e => e is { Event: TimelineEvent.EscalationReturned, Text: "Ines" });
    }

    [Fact]
    public async Task Close_ResolvedConversation_EndsTheRequestAndLetsTheCauseCountAgain()
    {
        var place = await PlaceAsync("This is UNACCEPTABLE, you are ridiculous!!");
        await Store.SaveTierAsync(place.Experts with { OnUpset = true }, Ct);
        var asked = (await ByItself.ExecuteAsync(place.Id, EscalationCause.CustomerUpset, Ct))!;
        await place.World.Resolve.ExecuteAsync(place.Ines, place.Id, Ct);

        await End.CloseAsync(place.Id, Ct);
        Assert.Equal(EscalationState.Withdrawn, (await Store.FindAsync(asked.Id, Ct))?.State);
        Assert.Empty(await Store.ListAskedAsync([place.Experts.QueueId], 10, Ct));
        await place.World.Post.ExecuteAsync(place.Customer, place.Id, NewMessage.OfText(Guid.CreateVersion7(), "Still UNACCEPTABLE and ridiculous!!"), Ct);

        Assert.NotNull(await ByItself.ExecuteAsync(place.Id, EscalationCause.CustomerUpset, Ct));
        await Store.SaveTierAsync(place.Experts, Ct);
    }

    [Fact]
    public async Task Accept_BeforeTheCustomerWasTold_TellsThemFirstAndGoesOver()
    {
        var place = await PlaceAsync();
        var asked = await CutOffAsync(place);

        Assert.IsType<EscalationOutcome.Done>(await Accept.ExecuteAsync(place.Tom, asked.Id, false, Ct));

        var told = (await Timeline.BeforeAsync(place.Customer, place.Id, long.MaxValue, Ct)).TakeLast(3).Select(e => (e.Event, e.AuthorName, e.Text));
        Assert.Equal([(TimelineEvent.EscalationAsked, "Ines", place.Experts.Name), (null, "Ines", "I am asking our experts."), (TimelineEvent.EscalationAccepted, "Tom", place.Experts.Name)], told);
        Assert.Equal(place.Tom.User, (await FindAsync(place))?.Holder);
    }

    [Fact]
    public async Task Ask_WithAWordForWhatNobodyHas_SaysItAndTakesNothing()
    {
        var place = await PlaceAsync();
        var (id, customer) = await place.World.BeginAsync();

        var asked = Assert.IsType<EscalationOutcome.Done>(await Ask.ExecuteAsync(place.Ines, id, place.Experts.Id, EscalationCause.ByHand, new() { Goal = "A refund" }, "I am asking our experts.", Ct)).After;
        await Accept.FollowAsync(id, Ct);

        var waits = (await Timeline.FindAsync(customer, id, Ct))!;
        Assert.Equal((null, place.Experts.QueueId, true), (waits.Holder, waits.QueueId, waits.WaitingSince is not null));
        Assert.Single(await Timeline.BeforeAsync(customer, id, long.MaxValue, Ct), e => e is { Text: "I am asking our experts.", AuthorName: "Ines" });
        Assert.Equal(EscalationState.Asked, (await Store.FindAsync(asked.Id, Ct))?.State);
    }

    [Fact]
    public async Task Ask_WordThatIsTooLong_IsRefusedBeforeAnybodyIsAsked()
    {
        var place = await PlaceAsync();

        var outcome = await Ask.ExecuteAsync(place.Ines, place.Id, place.Experts.Id, EscalationCause.ByHand, new() { Goal = "A refund" }, new('x', EscalationRules.LongestWord + 1), Ct);

        Assert.Equal(EscalationRefusal.WordTooLong, Assert.IsType<EscalationOutcome.Refused>(outcome).Reason);
        Assert.Empty(await Store.ListOfAsync(place.Id, 10, Ct));
    }

    /// <summary>Somebody who leads takes what another answers.</summary>
    private async Task<Actor> TakeOverAsync(Place place)
    {
        var nora = new Actor((await place.World.HireAsync("Nora")).Id, Role.Supervisor, "Nora");
        Assert.IsType<ChangeOutcome.Done>(await place.World.Assign.ExecuteAsync(nora, place.Id, nora.User, "Nora", CapacityClaim.ByHand, "by-hand", null, Ct));
        return nora;
    }

    /// <summary>A case of what nobody had: it waits in the tier's queue.</summary>
    private async Task<(ConversationId Id, Guid Case)> WaitingAsync(Place place)
    {
        var (id, _) = await place.World.BeginAsync();
        var done = Assert.IsType<EscalationOutcome.Done>(await Ask.ExecuteAsync(place.Ines, id, place.Experts.Id, EscalationCause.ByHand, new() { Goal = "A refund" }, null, Ct));
        Assert.Equal(place.Experts.QueueId, (await Timeline.FindAsync(place.Ines, id, Ct))?.QueueId);
        return (id, done.After.Id);
    }

    private sealed record Place(World World, Actor Ines, Actor Tom, Actor Customer, ConversationId Id, Tier Experts);

    private async Task<Place> PlaceAsync(string text = "My parcel is broken and I want a refund", int expertCapacity = 4)
    {
        var world = await new World(database).BuildAsync();
        var (ines, tom) = (await world.HireAsync("Ines"), await world.HireAsync("Tom", expertCapacity));
        var (id, customer) = await world.BeginAsync(text);
        await world.Assign.ExecuteAsync(ines, id, ines.User, "Ines", CapacityClaim.ByHand, "by-hand", null, Ct);
        var queue = new Queue { Id = QueueId.New(), Name = $"Experts {id.Value:N}"[..20] };
        await Get<IRoutingStore>().SaveQueueAsync(queue, [tom.User], [], Ct);
        var tier = new Tier { Id = Guid.CreateVersion7(), Name = queue.Name, QueueId = queue.Id };
        await Store.SaveTierAsync(tier, Ct);
        return new(world, ines, tom, customer, id, tier);
    }

    private async Task JoinAsync(QueueId queue, params Actor[] members) =>
        await Get<IRoutingStore>().SaveQueueAsync((await Get<IRoutingStore>().FindQueueAsync(queue, Ct))!, [.. members.Select(m => m.User)], [], Ct);

    private async Task<EscalationCase> AskAsync(Place place, string? word = null) =>
        Assert.IsType<EscalationOutcome.Done>(await Ask.ExecuteAsync(place.Ines, place.Id, place.Experts.Id, EscalationCause.ByHand, new() { Goal = "A refund" }, word, Ct)).After;

    /// <summary>Ines asks, and her node dies when that is stored.</summary>
    private async Task<EscalationCase> CutOffAsync(Place place)
    {
        var asked = EscalationRules.Ask(place.Ines, (await FindAsync(place))!, place.Experts, EscalationCause.ByHand, new() { Goal = "A refund" }, Guid.CreateVersion7(), database.Clock.GetUtcNow()) with { Word = "I am asking our experts." };
        Assert.True(await Store.AddAsync(asked, Ct));
        return asked;
    }

    private Task<Conversation?> FindAsync(Place place) => Timeline.FindAsync(place.Ines, place.Id, Ct);

    private async Task<int> LoadAsync(Actor agent) => (await Get<IRoutingStore>().FindAgentAsync(agent.User, Ct))?.Load.Chat ?? -1;
}

public sealed class EscalationOnSqliteTests(SqliteTestDatabase database) : EscalationCases<SqliteTestDatabase>(database);

public sealed class EscalationOnPostgreSqlTests(PostgreSqlTestDatabase database) : EscalationCases<PostgreSqlTestDatabase>(database);

public sealed class EscalationOnSqlServerTests(SqlServerTestDatabase database) : EscalationCases<SqlServerTestDatabase>(database);
