using Portal.Domain.Conversations;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Conversations;

public abstract class ConversationLogCases<TDatabase>(TDatabase database) : StoreTests<TDatabase>(database) where TDatabase : TestDatabase
{
    private Task<World> Build() => new World(Database).BuildAsync();

    [Fact]
    public async Task Post_ManySendersAtOnce_NumbersWithoutHolesAndInOrderOfEachSender()
    {
        var world = await Build();
        var (id, customer) = await world.BeginAsync();
        var agent = await world.HireAsync("Ines");
        await world.Assign.ExecuteAsync(agent, id, agent.User, agent.Name, CapacityClaim.ByHand, "by-hand", null, Ct);

        await Task.WhenAll(Send(customer, "c"), Send(agent, "a"));

        var entries = await world.Conversations.ReadAfterAsync(id, false, 0, 1000, Ct);
        Assert.Equal(Enumerable.Range(1, entries.Count).Select(i => (long)i), entries.Select(e => e.Sequence));
        foreach (var prefix in new[] { "c", "a" })
            Assert.Equal(Enumerable.Range(0, 100).Select(i => prefix + i), entries.Where(e => e.Kind is EntryKind.Text && e.Text!.StartsWith(prefix, StringComparison.Ordinal)).Select(e => e.Text));

        async Task Send(Actor who, string prefix)
        {
            for (var i = 0; i < 100; i++)
                Assert.IsType<PostOutcome.Sent>(await world.Post.ExecuteAsync(who, id, NewMessage.OfText(Guid.CreateVersion7(), prefix + i), Ct));
        }
    }

    [Fact]
    public async Task Post_SameIdManyTimesAtOnce_WritesOneEntryAndAnswersAlikeToAll()
    {
        var world = await Build();
        var (id, customer) = await world.BeginAsync();
        var message = NewMessage.OfText(Guid.CreateVersion7(), "only once");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => world.Post.ExecuteAsync(customer, id, message, Ct)));

        var sent = outcomes.Select(o => Assert.IsType<PostOutcome.Sent>(o)).ToList();
        Assert.Single(sent, s => !s.Repeated);
        Assert.Single(sent.Select(s => (s.Entry.Sequence, s.Entry.CreatedAt)).Distinct());
        Assert.Equal(2, (await world.Conversations.ReadAfterAsync(id, false, 0, 100, Ct)).Count);
    }

    [Fact]
    public async Task Post_KnownIdWithAnotherText_IsRefused()
    {
        var world = await Build();
        var (id, customer) = await world.BeginAsync();
        var first = NewMessage.OfText(Guid.CreateVersion7(), "first");
        await world.Post.ExecuteAsync(customer, id, first, Ct);

        var outcome = await world.Post.ExecuteAsync(customer, id, first with { Text = "second" }, Ct);

        Assert.Equal(new PostOutcome.Refused(Refusal.IdUsedTwice), outcome);
    }

    [Fact]
    public async Task Start_RepeatedAfterItSucceeded_MeetsItsOwnConversation()
    {
        var world = await Build();
        var (id, customer, message) = (ConversationId.New(), World.Visitor(), NewMessage.OfText(Guid.CreateVersion7(), "Hello"));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => world.Start.ExecuteAsync(customer, id, world.Inbox, world.Queue, message, Ct)));

        Assert.All(outcomes, o => Assert.Equal(1, Assert.IsType<PostOutcome.Sent>(o).Entry.Sequence));
        Assert.Equal(1, (await world.FindAsync(id)).LastSequence);
    }

    [Fact]
    public async Task Write_ADecisionThatThrows_FailsAloneAndItsNeighboursAreWritten()
    {
        var world = await Build();
        var (id, customer) = await world.BeginAsync();
        var bad = new LogRequest(id, (_, _) => throw new InvalidOperationException("poison"));

        var writes = Enumerable.Range(0, 20).Select(i => i % 2 == 0
            ? world.Log.WriteAsync(bad, Ct)
            : world.Log.WriteAsync(Text(id, customer, $"good {i}"), Ct)).ToList();
        await Task.WhenAll(writes.Select(w => w.ContinueWith(_ => { }, TaskScheduler.Default)));

        Assert.Equal(10, writes.Count(w => w.IsFaulted));
        Assert.Equal(11, (await world.Conversations.ReadAfterAsync(id, false, 0, 100, Ct)).Count);
    }

    [Fact]
    public async Task Write_AnEntryThatTheDatabaseRefuses_FailsAloneAndItsNeighboursAreWritten()
    {
        var world = await Build();
        var (id, customer) = await world.BeginAsync();
        // A file that was never stored breaks the foreign key, which only the database knows.
        var ghost = new Attachment { Id = AttachmentId.New(), ConversationId = id, FileName = "x", ContentType = "image/png", Size = 1, UploadedAt = default, UploadedBy = customer.Id };
        var draft = new EntryDraft(Guid.CreateVersion7(), EntryKind.Attachment, Audience.Everyone, customer) { Attachment = ghost };
        var poison = new LogRequest(id, (c, _) => new Decision.Write(c, [draft])) { Message = draft };

        var writes = Enumerable.Range(0, 10).Select(i => world.Log.WriteAsync(i == 5 ? poison : Text(id, customer, $"good {i}"), Ct)).ToList();
        await Task.WhenAll(writes.Select(w => w.ContinueWith(_ => { }, TaskScheduler.Default)));

        Assert.Equal([5], Enumerable.Range(0, 10).Where(i => writes[i].IsFaulted));
        var entries = await world.Conversations.ReadAfterAsync(id, false, 0, 100, Ct);
        Assert.Equal(Enumerable.Range(1, 10).Select(i => (long)i), entries.Select(e => e.Sequence));
    }

    [Fact]
    public async Task Write_ClockSetBack_KeepsTheOrder()
    {
        var world = await Build();
        var (id, customer) = await world.BeginAsync("one");
        var log = world.Log;
        await log.WriteAsync(Text(id, customer, "two"), Ct);

        // The clock that the log reads goes back an hour; numbers go on.
        var earlier = new LogRequest(id, (c, now) => ConversationRules.Post(c, DraftOf(customer, "three"), 1000, now.AddHours(-1)));
        await log.WriteAsync(earlier, Ct);

        var entries = await world.Conversations.ReadAfterAsync(id, true, 0, 10, Ct);
        Assert.Equal(["one", "two", "three"], entries.Select(e => e.Text));
    }

    [Fact]
    public async Task Claim_ManyConversationsForOneAgentAtOnce_NeverExceedsCapacity()
    {
        var world = await Build();
        var agent = await world.HireAsync("Ines", capacity: 3);
        var ids = new List<ConversationId>();
        for (var i = 0; i < 12; i++) ids.Add((await world.BeginAsync()).Id);

        var outcomes = await Task.WhenAll(ids.Select(id =>
            world.Assign.ExecuteAsync(Actor.System, id, agent.User, agent.Name, CapacityClaim.Routed, "only-one-available", null, Ct)));

        Assert.Equal(3, outcomes.Count(o => o is ChangeOutcome.Done));
        Assert.Equal(9, outcomes.Count(o => o is ChangeOutcome.Refused { Reason: Refusal.AgentUnavailable }));
        Assert.Equal(3, (await world.FindAgentAsync(agent)).Load.Chat);
    }

    [Fact]
    public async Task Claim_TwoAgentsTakeAtOnce_OneWinsAndOneIsRefused()
    {
        var world = await Build();
        var (ines, tomas) = (await world.HireAsync("Ines"), await world.HireAsync("Tomás"));
        var (id, _) = await world.BeginAsync();

        var outcomes = await Task.WhenAll(new[] { ines, tomas }.Select(a => world.Assign.ExecuteAsync(a, id, a.User, a.Name, CapacityClaim.ByHand, "by-hand", null, Ct)));

        Assert.Single(outcomes, o => o is ChangeOutcome.Done);
        Assert.Single(outcomes, o => o is ChangeOutcome.Refused { Reason: Refusal.AlreadyTaken });
        Assert.Equal(1, (await world.FindAgentAsync(ines)).Load.Chat + (await world.FindAgentAsync(tomas)).Load.Chat);
    }

    [Fact]
    public async Task Load_ThroughEveryTransition_EqualsTheOpenConversations()
    {
        var world = await Build();
        var agent = await world.HireAsync("Ines");
        var (id, customer) = await world.BeginAsync();
        var other = await world.HireAsync("Tomás");

        await world.Assign.ExecuteAsync(agent, id, agent.User, agent.Name, CapacityClaim.ByHand, "by-hand", null, Ct);
        Assert.Equal(1, (await world.FindAgentAsync(agent)).Load.Chat);
        await new SnoozeConversation(world.Log, World.Options).ExecuteAsync(agent, id, Database.Clock.GetUtcNow().AddHours(1), Ct);
        Assert.Equal(0, (await world.FindAgentAsync(agent)).Load.Chat);
        await world.Post.ExecuteAsync(customer, id, NewMessage.OfText(Guid.CreateVersion7(), "still here"), Ct);
        Assert.True((await world.FindAsync(id)).IsQueued);
        await world.Assign.ExecuteAsync(Actor.System, id, other.User, other.Name, CapacityClaim.Routed, "only-one-available", null, Ct);
        Assert.Equal((0, 1), ((await world.FindAgentAsync(agent)).Load.Chat, (await world.FindAgentAsync(other)).Load.Chat));
        await world.Resolve.ExecuteAsync(other, id, Ct);
        Assert.Equal(0, (await world.FindAgentAsync(other)).Load.Chat);
        await new ReopenConversation(world.Log).ExecuteAsync(agent, id, Ct);
        Assert.Equal(1, (await world.FindAgentAsync(agent)).Load.Chat);
        Assert.Empty(await world.Routing.CorrectLoadsAsync(Ct));
    }

    [Fact]
    public async Task Read_AsCustomer_SkipsNotesAndRoutingWithoutLosingAnything()
    {
        var world = await Build();
        var (id, customer) = await world.BeginAsync("one");
        var agent = await world.HireAsync("Ines");
        await world.Assign.ExecuteAsync(Actor.System, id, agent.User, agent.Name, CapacityClaim.Routed, "only-one-available", null, Ct);
        await world.Post.ExecuteAsync(agent, id, NewMessage.OfNote(Guid.CreateVersion7(), "secret"), Ct);
        await world.Post.ExecuteAsync(agent, id, NewMessage.OfText(Guid.CreateVersion7(), "two"), Ct);

        var timeline = new ReadTimeline(world.Conversations);
        Assert.Equal(["one", "two"], (await timeline.AfterAsync(customer, id, 0, Ct)).Select(e => e.Text));
        Assert.Empty(await timeline.AfterAsync(World.Visitor(), id, 0, Ct));
        Assert.Equal(4, (await timeline.AfterAsync(agent, id, 0, Ct)).Count);
    }

    private static LogRequest Text(ConversationId id, Actor who, string text)
    {
        var draft = DraftOf(who, text);
        return new LogRequest(id, (c, now) => ConversationRules.Post(c, draft, 1000, now)) { Message = draft };
    }

    private static EntryDraft DraftOf(Actor who, string text) => new(Guid.CreateVersion7(), EntryKind.Text, Audience.Everyone, who) { Text = text };
}

public sealed class ConversationLogOnSqliteTests(SqliteTestDatabase database) : ConversationLogCases<SqliteTestDatabase>(database);

public sealed class ConversationLogOnPostgreSqlTests(PostgreSqlTestDatabase database) : ConversationLogCases<PostgreSqlTestDatabase>(database);

public sealed class ConversationLogOnSqlServerTests(SqlServerTestDatabase database) : ConversationLogCases<SqlServerTestDatabase>(database);
