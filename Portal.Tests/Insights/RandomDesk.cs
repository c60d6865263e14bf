using Microsoft.Extensions.Options;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Insights;

/// <summary>Customers, agents and a supervisor who do all there is to do, in an order that the seed decides.</summary>
internal sealed class RandomDesk(TestDatabase database, IOptions<ConversationOptions> options, int seed)
{
    private readonly Random random = new(seed);
    private readonly List<QueueId> queues = [];
    private readonly List<Actor> agents = [];
    private readonly List<(ConversationId Id, Actor Customer)> conversations = [];

    private IConversationStore Store => database.Get<IConversationStore>();
    private IConversationLog Log => database.Get<IConversationLog>();

    private Actor Supervisor { get; } = new(Guid.CreateVersion7(), Role.Supervisor, "Robin");

    public async Task OpenAsync(CancellationToken ct)
    {
        var routing = database.Get<IRoutingStore>();
        for (var i = 0; i < 4; i++)
        {
            var agent = new Actor(Guid.CreateVersion7(), Role.Agent, $"Agent {i}");
            agents.Add(agent);
            await routing.SaveAgentAsync(agent.User, agent.Name, new(Chat: 3), true, ct);
        }

        await routing.SaveAgentAsync(Supervisor.User, Supervisor.Name, new(Chat: 4), true, ct);
        for (var i = 0; i < 3; i++)
        {
            var queue = new Queue { Id = QueueId.New(), Name = $"Queue {seed} {i}", ServiceLevelWithin = TimeSpan.FromSeconds(20 + (60 * i)), WrapUp = TimeSpan.FromSeconds(90 * i) };
            queues.Add(queue.Id);
            await routing.SaveQueueAsync(queue, [.. agents.Take(2 + i).Select(a => a.User)], [], ct);
        }
    }

    public async Task StepAsync(CancellationToken ct)
    {
        // Seldom long enough that things drop out of the last hour and the last day.
        database.Clock.Advance(random.Next(40) == 0 ? TimeSpan.FromHours(random.Next(1, 30)) : TimeSpan.FromSeconds(random.Next(0, 50)));
        if (conversations.Count == 0 || random.Next(6) == 0)
        {
            await BeginAsync(ct);
            return;
        }

        var (id, customer) = conversations[random.Next(conversations.Count)];
        var agent = random.Next(4) == 0 ? Supervisor : agents[random.Next(agents.Count)];
        var to = agents[random.Next(agents.Count)];
        var now = database.Clock.GetUtcNow();
        switch (random.Next(12))
        {
            case 0 or 1: await PostAsync(customer, id, ct); break;
            case 2 or 3: await PostAsync(agent, id, ct); break;
            case 4: await new AssignConversation(Log).ExecuteAsync(Supervisor, id, to.User, to.Name, CapacityClaim.Override, "by-hand", null, ct); break;
            case 5: await new AssignConversation(Log).ExecuteAsync(agent, id, agent.User, agent.Name, CapacityClaim.ByHand, "by-hand", null, ct); break;
            case 6: await new UnassignConversation(Log).ExecuteAsync(agent, id, "by-hand", ct); break;
            case 7: await new TransferConversation(Log).ExecuteAsync(Supervisor, id, queues[random.Next(queues.Count)], "Another", ct); break;
            case 8: await new ResolveConversation(Log, Store).ExecuteAsync(agent, id, ct); break;
            case 9 when random.Next(3) > 0: await new EndWrapUp(Log, Store, database.Clock).LapseAsync(ct); break;
            case 9: await new ReopenConversation(Log).ExecuteAsync(agent, id, ct); break;
            case 10: await new SnoozeConversation(Log, options).ExecuteAsync(agent, id, now.AddMinutes(random.Next(1, 90)), ct); break;
            case 11:
                await new SetPresence(database.Get<IRoutingStore>(), database.Hub, database.Clock).ExecuteAsync(to, (Presence)random.Next(4), ct);
                await new WakeConversation(Log).ExecuteAsync(Supervisor, id, ct);
                break;
        }
    }

    private async Task BeginAsync(CancellationToken ct)
    {
        var customer = Actor.Of(CustomerId.New(), "Customer");
        var id = ConversationId.New();
        conversations.Add((id, customer));
        await new StartConversation(Log, Store, options, database.Clock)
            .ExecuteAsync(customer, id, InboxId.New(), queues[random.Next(queues.Count)], NewMessage.OfText(Guid.CreateVersion7(), $"Question {conversations.Count}"), ct);
    }

    private Task PostAsync(Actor author, ConversationId id, CancellationToken ct) =>
        new PostMessage(Log, database.Get<IConversationStore>(), options)
            .ExecuteAsync(author, id, NewMessage.OfText(Guid.CreateVersion7(), $"Words {random.Next(100)}"), ct);
}
