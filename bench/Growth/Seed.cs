using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Bench.Shared;
using Portal.Data;
using Portal.Data.Conversations;
using Portal.Domain.Channels;
using Portal.Domain.Conversations;
using Portal.Domain.Customers;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Bench.Growth;

/// <summary>Fills an empty database with history, past the product's operations but into its tables and rules.</summary>
internal static class Seed
{
    private const int Batch = 2_000;

    /// <returns>How long it took, the indexes included.</returns>
    public static async Task<TimeSpan> FillAsync(Place place, HistoryPlan plan)
    {
        var clock = Stopwatch.StartNew();
        var now = DateTimeOffset.UtcNow;
        await using (var db = await place.Get<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync())
        {
            if (await db.Conversations.AnyAsync()) throw new InvalidOperationException("This database holds conversations already; name an empty one.");
        }

        var (agents, queues, inbox) = await StaffAsync(place, now);
        await using TableWriter writer = place.Database.Provider is DatabaseProvider.PostgreSql
            ? new PostgreSqlTableWriter(place.Database.ConnectionString!)
            : new SqliteTableWriter(DataModule.SqliteConnectionString(place.Database));
        foreach (var talks in new HistoryMaker(plan, agents, queues, inbox, now).Make().Chunk(Batch))
        {
            await writer.WriteAsync("Customers", [.. talks.Select(t => t.NewCustomer).OfType<Customer>().Select(ValuesOf)]);
            await writer.WriteAsync("Conversations", [.. talks.Select(t => LogSql.Values(t.Conversation))]);
            await writer.WriteAsync("Entries", [.. talks.SelectMany(t => t.Entries).Select(LogSql.Values)]);
            await writer.WriteAsync("ReadMarks", [.. talks.SelectMany(t => t.Marks).Select(ValuesOf)]);
        }

        await writer.FinishAsync();
        await place.Get<IRoutingStore>().CorrectLoadsAsync(CancellationToken.None);
        return clock.Elapsed;
    }

    private static async Task<(IReadOnlyList<Agent> Agents, IReadOnlyList<QueueId> Queues, InboxId Inbox)> StaffAsync(Place place, DateTimeOffset now)
    {
        var routing = place.Get<IRoutingStore>();
        var users = Enumerable.Range(1, HistoryPlan.Agents).Select(n => (Id: new UserId(Guid.CreateVersion7()), Name: $"Agent {n}")).ToList();
        foreach (var (id, name) in users)
        {
            await routing.SaveAgentAsync(id, name, new(Chat: 40), true, CancellationToken.None);
            await routing.ChoosePresenceAsync(id, Presence.Available, "", now, CancellationToken.None);
        }

        var queues = Enumerable.Range(1, HistoryPlan.Queues).Select(n => new Queue { Id = QueueId.New(), Name = $"Queue {n}" }).ToList();
        foreach (var queue in queues) await routing.SaveQueueAsync(queue, [.. users.Select(u => u.Id)], [], CancellationToken.None);
        // The key of the demo's inbox: Portal started on this database in Development shows its shop.
        var inbox = new Inbox { Id = InboxId.New(), Key = "demo", Name = "Larkfield shop", QueueId = queues[0].Id, Secret = InboxRules.NewSecret(), CreatedAt = now };
        await place.Get<IInboxStore>().SaveAsync(inbox, CancellationToken.None);
        return (await routing.ListAgentsAsync(CancellationToken.None), [.. queues.Select(q => q.Id)], inbox.Id);
    }

    private static IEnumerable<(string Name, object? Value)> ValuesOf(Customer c) =>
    [
        ("Id", c.Id.Value), ("Name", c.Name), ("NameKey", CustomerRules.SearchKey(c.Name)), ("Email", c.Email), ("EmailKey", c.Email is { } email ? CustomerRules.SearchKey(email) : null),
        ("Language", c.Language), ("Attributes", JsonSerializer.Serialize(c.Attributes, JsonSerializerOptions.Web)), ("CreatedAt", c.CreatedAt.UtcTicks), ("LastSeenAt", c.LastSeenAt.UtcTicks),
        ("Value", c.Value),
    ];

    private static IEnumerable<(string Name, object? Value)> ValuesOf(ReadMark m) =>
        [("ConversationId", m.ConversationId.Value), ("ReaderId", m.ReaderId), ("Side", (int)m.Side), ("Delivered", m.Delivered), ("Read", m.Read)];
}
