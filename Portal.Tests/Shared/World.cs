using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Portal.Domain.Channels;
using Portal.Domain.Conversations;
using Portal.Domain.Customers;
using Portal.Domain.Routing;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;

namespace Portal.Tests.Shared;

/// <summary>A small company on a test database: one queue, one inbox, and operations over the real stores.</summary>
public sealed class World(TestDatabase database)
{
    public static readonly IOptions<ConversationOptions> Options = Microsoft.Extensions.Options.Options.Create(new ConversationOptions());

    public QueueId Queue { get; } = QueueId.New();
    public InboxId Inbox { get; } = InboxId.New();
    public IConversationLog Log => database.Get<IConversationLog>();
    public IConversationStore Conversations => database.Get<IConversationStore>();
    public IRoutingStore Routing => database.Get<IRoutingStore>();
    public StartConversation Start => new(Log, Conversations, Options, database.Clock);
    public PostMessage Post => new(Log, Conversations, Options);
    public AssignConversation Assign => new(Log);
    public ResolveConversation Resolve => new(Log, Conversations);
    public EndWrapUp WrapUp => new(Log, Conversations, database.Clock);
    public QueueHours Hours => new(database.Get<ServiceStandards>());
    public RouteQueue Route => new(Routing, Assign, new(Log), new(), new(Routing, new(Log), NullLogger<KeepLine>.Instance), Hours, database.Clock, NullLogger<RouteQueue>.Instance);
    public ExpireOffers Expire => new(Routing, new(Log), Route, Hours, new(), database.Clock, NullLogger<ExpireOffers>.Instance);

    public static Actor Visitor(string name = "Mara") => Actor.Of(CustomerId.New(), name);

    public async Task<World> BuildAsync(TimeSpan? offerTimeout = null)
    {
        var queue = new Queue { Id = Queue, Name = Queue.Value.ToString("N")[..20], OfferTimeout = offerTimeout ?? TimeSpan.FromSeconds(45) };
        await Routing.SaveQueueAsync(queue, [], [], default);
        await database.Get<IInboxStore>().SaveAsync(
            new Inbox { Id = Inbox, Key = InboxRules.NewKey(), Name = "Shop", QueueId = Queue, Secret = InboxRules.NewSecret(), CreatedAt = database.Clock.GetUtcNow() }, default);
        return this;
    }

    public async Task<Actor> HireAsync(string name, int capacity = 4, Presence presence = Presence.Available)
    {
        var actor = new Actor(Guid.CreateVersion7(), Role.Agent, name);
        await Routing.SaveAgentAsync(actor.User, name, new(Chat: capacity), true, default);
        await Routing.ChoosePresenceAsync(actor.User, presence, "", database.Clock.GetUtcNow(), default);
        var queue = (await Routing.FindQueueAsync(Queue, default))!;
        var members = (await Routing.ListMembersOfAsync(Queue, default)).Select(a => a.Id);
        await Routing.SaveQueueAsync(queue, [.. members, actor.User], [], default);
        return actor;
    }

    /// <summary>A conversation that a visitor has just begun.</summary>
    public async Task<(ConversationId Id, Actor Customer)> BeginAsync(string text = "Hello", string name = "Mara", ChannelKind channel = ChannelKind.Chat)
    {
        var customer = Visitor(name);
        await database.Get<ICustomerStore>().SaveAsync(new Customer { Id = customer.Customer, Name = name, CreatedAt = database.Clock.GetUtcNow() }, default);
        var id = ConversationId.New();
        var outcome = await Start.ExecuteAsync(customer, id, Inbox, Queue, NewMessage.OfText(Guid.CreateVersion7(), text), default, channel: channel);
        Assert.IsType<PostOutcome.Sent>(outcome);
        return (id, customer);
    }

    public async Task<Conversation> FindAsync(ConversationId id) => (await Conversations.FindAsync(id, default))!;

    public async Task<Agent> FindAgentAsync(Actor agent) => (await Routing.FindAgentAsync(agent.User, default))!;
}
