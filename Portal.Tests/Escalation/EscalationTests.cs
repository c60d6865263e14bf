using Microsoft.Extensions.Logging.Abstractions;
using Portal.Domain.Conversations;
using Portal.Domain.Escalation;
using Portal.Domain.Routing;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Escalation;

/// <summary>The operations over real stores: who has the conversation at each moment, and what each side reads.</summary>
public abstract class EscalationCases<TDatabase>(TDatabase database) : StoreTests<TDatabase>(database) where TDatabase : TestDatabase
{
    private readonly TDatabase database = database;

    private IEscalationStore Store => Get<IEscalationStore>();
    private ReadTimeline Timeline => new(Get<IConversationStore>());
    private ReadTeam Team => new(Get<IRoutingStore>());
    private DraftPacket Draft => new(Timeline);
    private TellTimeline Tell => new(Get<IConversationLog>());
    private HandOverConversation HandOver => new(Get<IConversationLog>());
    private TransferConversation Transfer => new(Get<IConversationLog>());
    private AskEscalation Ask => new(Store, Timeline, Tell, new(Get<IConversationLog>(), Get<IConversationStore>(), World.Options), Transfer, database.Hub, database.Clock);
    private AcceptEscalation Accept => new(Store, Team, HandOver, database.Hub, database.Clock);
    private ReturnEscalation Return => new(Store, Team, Tell, HandOver, new(Get<IConversationLog>()), database.Hub, database.Clock);
    private SettleEscalations Settle => new(Store, Accept, Timeline, Tell, Transfer, Draft, database.Hub, database.Clock, NullLogger<SettleEscalations>.Instance);
    private EscalateByItself ByItself => new(Store, Timeline, new(Get<IConversationStore>()), Draft, Ask, database.Clock, NullLogger<EscalateByItself>.Instance);

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
        Assert.DoesNotContain(await Timeline.BeforeAsync(place.Customer, place.Id, long.MaxValue, Ct), e => e.Event is TimelineEvent.EscalationReturned);
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

    private Task<Conversation?> FindAsync(Place place) => Timeline.FindAsync(place.Ines, place.Id, Ct);

    private async Task<int> LoadAsync(Actor agent) => (await Get<IRoutingStore>().FindAgentAsync(agent.User, Ct))?.Load.Chat ?? -1;
}

public sealed class EscalationOnSqliteTests(SqliteTestDatabase database) : EscalationCases<SqliteTestDatabase>(database);

public sealed class EscalationOnPostgreSqlTests(PostgreSqlTestDatabase database) : EscalationCases<PostgreSqlTestDatabase>(database);

public sealed class EscalationOnSqlServerTests(SqlServerTestDatabase database) : EscalationCases<SqlServerTestDatabase>(database);
