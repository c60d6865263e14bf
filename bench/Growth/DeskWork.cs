using Microsoft.EntityFrameworkCore;
using Portal.Bench.Shared;
using Portal.Data;
using Portal.Domain.Conversations;
using Portal.Domain.Customers;
using Portal.Domain.Insights;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Bench.Growth;

/// <summary>What agents, customers and supervisors make the product do, one at a time.</summary>
internal sealed class DeskWork
{
    private const string Text = "I was charged twice for my order and the second payment is still pending. Can you look into it, please?";

    private readonly Place place;
    private readonly List<(ConversationId Id, CustomerId Customer)> open;
    private readonly List<(ConversationId Id, CustomerId Customer)> resolved;
    private readonly Actor agent;
    private readonly QueueId queue;
    private readonly InboxId inbox;

    private DeskWork(Place place, List<(ConversationId, CustomerId)> open, List<(ConversationId, CustomerId)> resolved, Actor agent, QueueId queue, InboxId inbox) =>
        (this.place, this.open, this.resolved, this.agent, this.queue, this.inbox) = (place, open, resolved, agent, queue, inbox);

    public static IReadOnlyList<string> Names { get; } =
    [
        "list: mine", "list: unassigned", "list: all open", "list: resolved", "list: resolved of a queue", "list: counts",
        "search: few found, open", "search: many found, open", "search: few found, resolved", "search: many found, resolved",
        "open: a conversation", "open: a resolved conversation", "open: the customer's panel", "visitor: current conversation",
        "post: into an open conversation", "post: a new conversation", "routing: what is due, who is next", "board: read and drawn",
    ];

    public static async Task<DeskWork> BeginAsync(Place place)
    {
        await using var db = await place.Get<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        var open = await db.Conversations.Where(c => c.Status == ConversationStatus.Open && c.AssigneeId != null).Select(c => new { c.Id, c.CustomerId, c.AssigneeId, c.QueueId, c.InboxId }).ToListAsync();
        var resolved = await db.Conversations.Where(c => c.Status == ConversationStatus.Resolved).OrderBy(c => c.Preview).Select(c => new { c.Id, c.CustomerId }).Take(5_000).ToListAsync();
        var user = open[0].AssigneeId!.Value;
        var name = await db.Agents.Where(a => a.Id == user).Select(a => a.Name).SingleAsync();
        return new(place, [.. open.Select(c => (c.Id, c.CustomerId))], [.. resolved.Select(c => (c.Id, c.CustomerId))], new(user.Value, Role.Agent, name), open[0].QueueId, open[0].InboxId);
    }

    public Func<int, Task> Work(string name)
    {
        var lists = place.Get<ListConversations>();
        var timeline = place.Get<ReadTimeline>();
        var ct = CancellationToken.None;
        return name switch
        {
            "list: mine" => _ => lists.ExecuteAsync(agent, new(ConversationView.Mine, agent.User), ct),
            "list: unassigned" => _ => lists.ExecuteAsync(agent, new(ConversationView.Unassigned, agent.User), ct),
            "list: all open" => _ => lists.ExecuteAsync(agent, new(ConversationView.AllOpen, agent.User), ct),
            "list: resolved" => _ => lists.ExecuteAsync(agent, new(ConversationView.Resolved, agent.User), ct),
            "list: resolved of a queue" => _ => lists.ExecuteAsync(agent, new(ConversationView.Resolved, agent.User, null, queue), ct),
            "list: counts" => _ => lists.CountAsync(agent, ct),
            "search: few found, open" => _ => lists.ExecuteAsync(agent, new(ConversationView.AllOpen, agent.User, "mara.1@"), ct),
            "search: many found, open" => _ => lists.ExecuteAsync(agent, new(ConversationView.AllOpen, agent.User, "M"), ct),
            "search: few found, resolved" => _ => lists.ExecuteAsync(agent, new(ConversationView.Resolved, agent.User, "mara.1@"), ct),
            "search: many found, resolved" => _ => lists.ExecuteAsync(agent, new(ConversationView.Resolved, agent.User, "M"), ct),
            "open: a conversation" => n => OpenAsync(open[n % open.Count].Id),
            "open: a resolved conversation" => n => OpenAsync(resolved[n % resolved.Count].Id),
            "open: the customer's panel" => async n =>
            {
                var customer = open[n % open.Count].Customer;
                await place.Get<FindCustomer>().ExecuteAsync(agent, customer, ct);
                await lists.OfCustomerAsync(agent, customer, ct);
            },
            "visitor: current conversation" => n => place.Get<FindCurrentConversation>().ExecuteAsync(Actor.Of(resolved[n % resolved.Count].Customer, "Mara"), inbox, ct),
            "post: into an open conversation" => async n =>
            {
                var (id, customer) = open[n * 7 % open.Count];
                Check(await place.Get<PostMessage>().ExecuteAsync(Actor.Of(customer, "Mara"), id, NewMessage.OfText(Guid.CreateVersion7(), Text), ct));
            },
            "post: a new conversation" => async _ => Check(await place.Get<StartConversation>().ExecuteAsync(
                Actor.Of(CustomerId.New(), "Mara"), ConversationId.New(), inbox, queue, NewMessage.OfText(Guid.CreateVersion7(), Text), ct)),
            "routing: what is due, who is next" => async _ =>
            {
                var routing = place.Get<IRoutingStore>();
                var now = DateTimeOffset.UtcNow;
                await routing.ListExpiredOffersAsync(now, 100, ct);
                await place.Get<IConversationStore>().DueSnoozesAsync(now, 100, ct);
                await routing.ListQueuesWithWaitingAsync(ct);
                await routing.ListQueuedAsync(queue, 50, null, 0, ct);
                await routing.ListMembersOfAsync(queue, ct);
            },
            "board: read and drawn" => async _ =>
            {
                var now = DateTimeOffset.UtcNow;
                LiveBoardRules.Draw(await place.Get<IInsightsStore>().ReadBoardAsync(now, ct), now);
            },
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such work"),
        };

        async Task OpenAsync(ConversationId id)
        {
            await timeline.FindAsync(agent, id, ct);
            await timeline.BeforeAsync(agent, id, long.MaxValue, ct);
            await timeline.ReceiptsAsync(agent, id, ct);
            await lists.FindAsync(agent, id, ct);
        }
    }

    private static void Check(PostOutcome outcome)
    {
        if (outcome is not PostOutcome.Sent) throw new InvalidOperationException($"Not sent: {outcome}");
    }
}
