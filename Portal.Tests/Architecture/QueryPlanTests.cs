using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Nodes;
using Portal.Domain.Channels;
using Portal.Domain.Collaboration;
using Portal.Domain.Conversations;
using Portal.Domain.Customers;
using Portal.Domain.Demo;
using Portal.Domain.Escalation;
using Portal.Domain.Insights;
using Portal.Domain.Routing;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Triage;
using Portal.Tests.Shared;
using Portal.Tests.Shared.Plans;

namespace Portal.Tests.Architecture;

/// <summary>
/// Nothing that chats, the workspace, routing or the board ask may grow with the history: the engine itself is asked how it
/// would find what each statement wants.
/// </summary>
public sealed class SqliteQueryPlanTests(SqliteTestDatabase database) : IClassFixture<SqliteTestDatabase>
{
    private static readonly Type[] Ports =
    [
        typeof(IConversationStore),
        typeof(IRoutingStore),
        typeof(ITriageStore),
        typeof(ICustomerStore),
        typeof(IInboxStore),
        typeof(IInsightsStore),
        typeof(IReceiptLog),
        typeof(IConversationLog),
        typeof(INodeStore),
        typeof(IEscalationStore),
        typeof(ICommitmentStore),
        typeof(IServiceLevelStore),
        typeof(ICollaborationStore),
        typeof(ITrafficStore),
    ];

    /// <summary>Indexes that other questions than these need, and which.</summary>
    private static readonly Dictionary<string, string> NeededElsewhere = new()
    {
        ["IX_Entries_ClientMessageId_ConversationId"] = "the promise that sending again is harmless; the entry itself would be found by its conversation too",
        ["IX_Entries_AttachmentId"] = "the foreign key, when a file is removed",
        ["IX_Mentions_Unseen"] = "counting what was not seen without walking what was; the person's other index would find it too",
        ["IX_Problems_Open"] = "the open problems without walking the closed ones; the index of all would find them too",
        ["IX_Consults_ConversationId"] = "the foreign key, when a conversation is removed",
        ["IX_PresenceChanges_UserId"] = "the foreign key, when a member of staff is removed",
        ["IX_Mentions_ConversationId"] = "the foreign key, when a conversation is removed",
        ["IX_ProblemDeliveries_ConversationId"] = "the foreign key, when a conversation is removed",
        ["IX_Attachments_ConversationId"] = "the foreign key, when a conversation is removed",
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryStatement_OnEveryPath_FindsItsRowsByAnIndex()
    {
        var sent = await (await new StorePaths(database).BuildAsync(Ct)).WalkAsync(DatabaseProvider.Sqlite, Ct);
        await using var db = database.Open();

        (await FaultsAsync(db, sent)).ShouldBeEmpty("SQLite would read more and more of these as the history grows:");
    }

    [Fact]
    public async Task EveryIndex_Dropped_IsMissed()
    {
        var sent = await (await new StorePaths(database).BuildAsync(Ct)).WalkAsync(DatabaseProvider.Sqlite, Ct);
        await using var db = database.Open();
        var indexes = db.Model.GetEntityTypes()
            .Where(type => PlanRules.Bounded.Contains(type.GetTableName()!))
            .SelectMany(type => type.GetIndexes()).Select(index => index.GetDatabaseName()!).Where(name => !NeededElsewhere.ContainsKey(name)).ToList();
        var notMissed = new List<string>();
        foreach (var index in indexes)
        {
            // SQLite takes back a dropped index with its transaction.
            await using var transaction = await db.Database.BeginTransactionAsync(Ct);
            await DropAsync(db, index);
            if ((await FaultsAsync(db, sent)).Count == 0) notMissed.Add(index);
            await transaction.RollbackAsync(Ct);
        }

        Assert.True(indexes.Count >= 10);
        notMissed.ShouldBeEmpty("No question needs these indexes, or the rules of these tests do not see it:");
    }

    [Fact]
    public async Task EveryMethod_OfEveryPort_IsOnAPath()
    {
        var paths = await new StorePaths(database).BuildAsync(Ct);
        var walked = paths.All.Select(p => p.Name.Split(':')[0]).Append("IConversationLog.WriteAsync").Append("IReceiptLog.Advance").ToHashSet();

        Ports.SelectMany(port => port.GetMethods().Select(method => $"{port.Name}.{method.Name}")).Where(name => !walked.Contains(name))
            .ShouldBeEmpty("Add these to StorePaths:");
    }

    private static Task DropAsync(PortalDbContext db, string index)
    {
        var statement = $"DROP INDEX \"{index}\"";
        return db.Database.ExecuteSqlRawAsync(statement, Ct);
    }

    private static async Task<List<string>> FaultsAsync(PortalDbContext db, IReadOnlyList<(string Path, SentStatement Statement)> sent)
    {
        var faults = new List<string>();
        foreach (var (path, statement) in sent) faults.AddRange(await SqlitePlan.FaultsAsync(db, path, statement, Ct));
        return faults;
    }
}

/// <summary>The same questions to PostgreSQL, which decides by what is in the tables: they are filled with years of history first.</summary>
public sealed class PostgreSqlQueryPlanTests(PostgreSqlTestDatabase database) : IClassFixture<PostgreSqlTestDatabase>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryStatement_OnAFilledDatabase_FindsItsRowsByAnIndex_AndMissesOneThatIsDropped()
    {
        Assert.SkipWhen(database.Missing is not null, database.Missing ?? "");
        var paths = await new StorePaths(database).BuildAsync(Ct);
        await using var db = database.Open();
        await PostgreSqlHistory.FillAsync(db, paths.Place.Queue, paths.Place.Inbox, database.Clock.GetUtcNow(), Ct);
        var sent = await paths.WalkAsync(DatabaseProvider.PostgreSql, Ct);

        (await FaultsAsync(db, sent)).ShouldBeEmpty("PostgreSQL would read more and more of these as the history grows:");

        foreach (var index in (string[])["IX_Conversations_Status_LastEntryAt", "IX_Conversations_CustomerId_CreatedAt", "IX_Conversations_ResolvedAt", "IX_Customers_NameKey"])
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Ct);
            await DropAsync(db, index);
            Assert.True((await FaultsAsync(db, sent)).Count > 0, $"{index} is not missed.");
            await transaction.RollbackAsync(Ct);
        }
    }

    private static Task DropAsync(PortalDbContext db, string index)
    {
        var statement = $"DROP INDEX \"{index}\"";
        return db.Database.ExecuteSqlRawAsync(statement, Ct);
    }

    private static async Task<List<string>> FaultsAsync(PortalDbContext db, IReadOnlyList<(string Path, SentStatement Statement)> sent)
    {
        var faults = new List<string>();
        var leading = await PostgreSqlPlan.LeadingColumnsAsync(db, Ct);
        foreach (var (path, statement) in sent) faults.AddRange(await PostgreSqlPlan.FaultsAsync(db, leading, path, statement, Ct));
        return faults;
    }
}
