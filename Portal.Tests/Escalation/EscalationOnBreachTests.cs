using System.Diagnostics;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Portal.Domain.Channels;
using Portal.Domain.Conversations;
using Portal.Domain.Customers;
using Portal.Domain.Escalation;
using Portal.Domain.Routing;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Escalation;

/// <summary>The whole host on a false clock: what is due is found by the clock of the node, and a missed answer asks the tier that is set up for it.</summary>
public sealed class EscalationOnBreachTests : IAsyncDisposable
{
    private static readonly TimeSpan Promised = TimeSpan.FromMinutes(10);

    private readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow);
    private readonly PortalHost real = new();
    private readonly WebApplicationFactory<Program> host;

    public EscalationOnBreachTests() => host = real.WithWebHostBuilder(b => b.ConfigureTestServices(s => s.AddSingleton<TimeProvider>(clock)));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FirstAnswer_Missed_AsksTheTierOnceAndMovesWhatNobodyHas()
    {
        var (front, tier) = await SetUpAsync();
        var id = await BeginAsync(front);

        clock.Advance(Promised * 0.8);
        await UntilAsync(async () => (await EventsAsync(id)).Contains(TimelineEvent.DueSoon), "the warning");
        Assert.Empty(await Get<IEscalationStore>().ListOfAsync(id, 10, Ct));

        clock.Advance(Promised * 0.2);
        await UntilAsync(async () => (await Get<IEscalationStore>().ListOfAsync(id, 10, Ct)).Count > 0, "the escalation");

        var asked = Assert.Single(await Get<IEscalationStore>().ListOfAsync(id, 10, Ct));
        Assert.Equal((EscalationCause.ServiceLevelMissed, EscalationState.Asked, tier.Id), (asked.Cause, asked.State, asked.TierId));
        Assert.Contains("kettle", asked.Packet.Goal, StringComparison.Ordinal);
        await UntilAsync(async () => (await FindAsync(id)).QueueId == tier.QueueId, "the move to the tier's queue");
        Assert.Contains(TimelineEvent.Overdue, await EventsAsync(id));

        // Another one is missed later, and by then the first breach has asked nobody again.
        var later = await BeginAsync(front);
        clock.Advance(Promised);
        await UntilAsync(async () => (await Get<IEscalationStore>().ListOfAsync(later, 10, Ct)).Count > 0, "the escalation of the later one");
        Assert.Single(await Get<IEscalationStore>().ListOfAsync(id, 10, Ct));
    }

    [Fact]
    public async Task FirstAnswer_GivenInTime_AsksNobody()
    {
        var (front, _) = await SetUpAsync();
        var (late, answered) = (await BeginAsync(front), await BeginAsync(front));
        var ines = new Actor(Guid.CreateVersion7(), Role.Agent, "Ines");
        await Get<RegisterAgent>().ExecuteAsync(Actor.System, ines.User, ines.Name, Agent.DefaultCapacity, enabled: true, Ct);
        Assert.IsType<PostOutcome.Sent>(await Get<PostMessage>().ExecuteAsync(ines, answered, NewMessage.OfText(Guid.CreateVersion7(), "Hello"), Ct));

        clock.Advance(Promised);
        await UntilAsync(async () => (await Get<IEscalationStore>().ListOfAsync(late, 10, Ct)).Count > 0, "the escalation of the other one");

        Assert.Empty(await Get<IEscalationStore>().ListOfAsync(answered, 10, Ct));
        Assert.Equal(front, (await FindAsync(answered)).QueueId);
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await real.DisposeAsync();
    }

    private T Get<T>() where T : notnull => host.Services.GetRequiredService<T>();

    private async Task<(QueueId Front, Tier Tier)> SetUpAsync()
    {
        var policy = new ServicePolicy { Id = PolicyId.New(), Name = "Gold", Targets = [new(PriorityLevel.Normal, Promised)], WarnAtPercent = 75, OnBreach = AlarmActions.Notify };
        Assert.IsType<SaveStandardOutcome.Saved>(await Get<SavePolicy>().ExecuteAsync(Actor.System, policy, Ct));
        var (front, experts) = (new Queue { Id = QueueId.New(), Name = "Front", PolicyId = policy.Id }, new Queue { Id = QueueId.New(), Name = "Experts" });
        foreach (var queue in new[] { front, experts }) Assert.IsType<SaveQueueOutcome.Saved>(await Get<SaveQueue>().ExecuteAsync(Actor.System, queue, [], [], Ct));
        var tier = new Tier { Id = Guid.CreateVersion7(), Name = "Experts", QueueId = experts.Id, OnBreach = true };
        Assert.IsType<SaveTierOutcome.Saved>(await Get<SaveTier>().ExecuteAsync(Actor.System, tier, Ct));
        await Get<ServiceStandards>().RefreshAsync(Ct);
        return (front.Id, tier);
    }

    private async Task<ConversationId> BeginAsync(QueueId queue)
    {
        var inbox = new Inbox { Id = InboxId.New(), Key = InboxRules.NewKey(), Name = "Shop", QueueId = queue, Secret = InboxRules.NewSecret(), CreatedAt = clock.GetUtcNow() };
        Assert.IsType<SaveInboxOutcome.Saved>(await Get<SaveInbox>().ExecuteAsync(Actor.System, inbox, Ct));
        var customer = Actor.Of(CustomerId.New(), "Mara");
        await Get<ICustomerStore>().SaveAsync(new Customer { Id = customer.Customer, Name = "Mara", CreatedAt = clock.GetUtcNow() }, Ct);
        var id = ConversationId.New();
        Assert.IsType<PostOutcome.Sent>(await Get<StartConversation>().ExecuteAsync(customer, id, inbox.Id, queue, NewMessage.OfText(Guid.CreateVersion7(), "I want a new kettle"), Ct));
        Assert.NotNull((await FindAsync(id)).AnswerDueAt);
        return id;
    }

    private async Task<Conversation> FindAsync(ConversationId id) => (await Get<IConversationStore>().FindAsync(id, Ct))!;

    private async Task<IReadOnlyList<TimelineEvent>> EventsAsync(ConversationId id) =>
        [.. (await Get<IConversationStore>().ReadAfterAsync(id, false, 0, 100, Ct)).Select(e => e.Event).OfType<TimelineEvent>()];

    /// <summary>The node's clock ticks a little with each look, since it may have begun to wait after the leap; far less than any time in these tests.</summary>
    private async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        for (var limit = Stopwatch.StartNew(); !await holds(); await Task.Delay(10, Ct))
        {
            Assert.True(limit.Elapsed < TimeSpan.FromSeconds(20), $"Waited too long for {what}.");
            clock.Advance(TimeSpan.FromMilliseconds(100));
        }
    }
}
