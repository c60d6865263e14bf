using Portal.Domain.Conversations;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Conversations;

/// <summary>Whom a promise reminds: whoever gave it, then whoever answers after them, and nobody once the conversation is resolved.</summary>
public abstract class CommitmentCases<TDatabase>(TDatabase database) : StoreTests<TDatabase>(database) where TDatabase : TestDatabase
{
    private KeepCommitments Keep => new(Get<ICommitmentStore>(), Database.Hub);

    [Fact]
    public async Task From_APromiseWithATime_RemindsItsWriterOnce()
    {
        var (world, ines, _, id) = await BeginAsync();
        var entry = await PromiseAsync(world, ines, id);

        Assert.Single(await Keep.FromAsync(ines, entry, TimeZoneInfo.Utc, Ct));
        await Keep.FromAsync(ines, entry, TimeZoneInfo.Utc, Ct);

        var row = Assert.Single(await Keep.ListAsync(ines, Ct));
        Assert.Equal((id, entry.Sequence, "Mara"), (row.Commitment.ConversationId, row.Commitment.Sequence, row.Customer));
        await Keep.EndAsync(ines, row.Commitment.Id, Ct);
        Assert.Empty(await Keep.ListAsync(ines, Ct));
    }

    [Fact]
    public async Task From_ATextWithoutATime_OrOfSomebodyElse_RemindsNobody()
    {
        var (world, ines, tomas, id) = await BeginAsync();
        var promise = await PromiseAsync(world, ines, id);

        Assert.Empty(await Keep.FromAsync(tomas, promise, TimeZoneInfo.Utc, Ct));
        Assert.Empty(await Keep.FromAsync(ines, promise with { Text = "Good morning" }, TimeZoneInfo.Utc, Ct));
        Assert.Empty(await Keep.FromAsync(ines, promise with { Kind = EntryKind.Note }, TimeZoneInfo.Utc, Ct));
    }

    [Fact]
    public async Task End_OfSomebodyElses_ChangesNothing()
    {
        var (world, ines, tomas, id) = await BeginAsync();
        var kept = Assert.Single(await Keep.FromAsync(ines, await PromiseAsync(world, ines, id), TimeZoneInfo.Utc, Ct));

        await Keep.EndAsync(tomas, kept.Id, Ct);

        Assert.Single(await Keep.ListAsync(ines, Ct));
    }

    [Fact]
    public async Task Follow_SomebodyElseAnswersNow_RemindsThem()
    {
        var (world, ines, tomas, id) = await BeginAsync();
        await Keep.FromAsync(ines, await PromiseAsync(world, ines, id), TimeZoneInfo.Utc, Ct);
        var lead = new Actor(Guid.CreateVersion7(), Role.Supervisor, "Rosa");
        await world.Assign.ExecuteAsync(lead, id, tomas.User, tomas.Name, CapacityClaim.ByHand, "by-hand", null, Ct);

        // An offer that nobody has opened is nobody's promise yet.
        await Keep.FollowAsync(Actor.System, await world.FindAsync(id), Ct);
        Assert.Single(await Keep.ListAsync(ines, Ct));
        await new OpenConversation(world.Log).ExecuteAsync(tomas, id, Ct);
        await Keep.FollowAsync(Actor.System, await world.FindAsync(id), Ct);

        Assert.Empty(await Keep.ListAsync(ines, Ct));
        Assert.Single(await Keep.ListAsync(tomas, Ct));
        Assert.Contains(Database.Hub.Facts.OfType<CommitmentsChanged>(), c => c.User == tomas.User);
    }

    [Fact]
    public async Task Follow_Resolved_RemindsNobodyAnyMore()
    {
        var (world, ines, _, id) = await BeginAsync();
        await Keep.FromAsync(ines, await PromiseAsync(world, ines, id), TimeZoneInfo.Utc, Ct);
        await world.Resolve.ExecuteAsync(ines, id, Ct);

        await Keep.FollowAsync(Actor.System, await world.FindAsync(id), Ct);

        Assert.Empty(await Keep.ListAsync(ines, Ct));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(async () => await Keep.FollowAsync(ines, await world.FindAsync(id), Ct));
    }

    private async Task<(World World, Actor Ines, Actor Tomas, ConversationId Id)> BeginAsync()
    {
        var world = await new World(Database).BuildAsync();
        var (ines, tomas) = (await world.HireAsync("Ines"), await world.HireAsync("Tomas"));
        var (id, _) = await world.BeginAsync();
        await world.Assign.ExecuteAsync(ines, id, ines.User, ines.Name, CapacityClaim.ByHand, "by-hand", null, Ct);
        return (world, ines, tomas, id);
    }

    private async Task<TimelineEntry> PromiseAsync(World world, Actor by, ConversationId id) =>
        Assert.IsType<PostOutcome.Sent>(await world.Post.ExecuteAsync(by, id, NewMessage.OfText(Guid.CreateVersion7(), "I will write within 30 minutes."), Ct)).Entry;
}

public sealed class CommitmentOnSqliteTests(SqliteTestDatabase database) : CommitmentCases<SqliteTestDatabase>(database);

public sealed class CommitmentOnPostgreSqlTests(PostgreSqlTestDatabase database) : CommitmentCases<PostgreSqlTestDatabase>(database);

public sealed class CommitmentOnSqlServerTests(SqlServerTestDatabase database) : CommitmentCases<SqlServerTestDatabase>(database);
