using Portal.Domain.Conversations;
using Portal.Domain.Shared;
using Portal.Domain.Triage;
using Portal.Tests.Shared;

namespace Portal.Tests.Triage;

public abstract class TriageStoreCases<TDatabase>(TDatabase database) : StoreTests<TDatabase>(database) where TDatabase : TestDatabase
{
    private ITriageStore Store => Get<ITriageStore>();

    [Fact]
    public async Task Versions_DraftSavedByTwoThenPublished_OnlyTheFirstOfEachSucceeds()
    {
        var number = ((await Store.ListVersionsAsync(1, Ct)).FirstOrDefault()?.Number ?? 0) + 1;
        var draft = new TriageVersion { Number = number, Revision = 1, Rules = AFact.Returns(QueueId.New()), SavedAt = Database.Clock.GetUtcNow(), SavedBy = "Rosa" };

        Assert.True(await Store.SaveDraftAsync(draft, Ct));
        Assert.False(await Store.SaveDraftAsync(draft, Ct));
        Assert.True(await Store.SaveDraftAsync(draft with { Revision = 2, Rules = [] }, Ct));
        Assert.False(await Store.SaveDraftAsync(draft with { Revision = 2 }, Ct));
        Assert.NotEqual(number, await Store.FindPublishedAsync(Ct));
        Assert.False(await Store.PublishAsync(number, 1, "Rosa", Database.Clock.GetUtcNow(), Ct));
        Assert.True(await Store.PublishAsync(number, 2, "Rosa", Database.Clock.GetUtcNow(), Ct));
        Assert.False(await Store.PublishAsync(number, 2, "Rosa", Database.Clock.GetUtcNow(), Ct));
        Assert.False(await Store.SaveDraftAsync(draft with { Revision = 3 }, Ct));
        Assert.Equal(number, await Store.FindPublishedAsync(Ct));
        Assert.Empty((await Store.FindVersionAsync(number, Ct))!.Rules);
    }

    [Fact]
    public async Task Cases_OfAReturningCustomer_TellTheBeginningAndWhatWasBefore()
    {
        var world = await new World(Database).BuildAsync();
        var (first, customer) = await world.BeginAsync("The first time");
        Database.Clock.Advance(TimeSpan.FromDays(3));
        var second = ConversationId.New();
        await world.Start.ExecuteAsync(customer, second, world.Inbox, world.Queue, NewMessage.OfText(Guid.CreateVersion7(), "And again"), Ct, page: "/shop/kettles");
        await world.Post.ExecuteAsync(customer, second, NewMessage.OfText(Guid.CreateVersion7(), "It is broken"), Ct);
        var ines = await world.HireAsync("Ines");
        await world.Post.ExecuteAsync(ines, second, NewMessage.OfText(Guid.CreateVersion7(), "Hello"), Ct);
        await world.Post.ExecuteAsync(customer, second, NewMessage.OfText(Guid.CreateVersion7(), "Later"), Ct);

        var found = (await Store.FindCaseAsync(second, Ct))!;

        Assert.Equal(["And again", "It is broken"], found.Texts);
        Assert.Equal((1, (DateTimeOffset?)Database.Clock.GetUtcNow().AddDays(-3), "/shop/kettles", world.Queue), (found.Earlier, found.LastEarlierAt, found.Page, found.InboxQueue));
        Assert.Equal("Mara", found.Customer?.Name);
        Assert.Equal(TriageStatus.Assigned, found.Status);
        Assert.Equal(TriageStatus.Waiting, (await Store.ListCasesAsync(Database.Clock.GetUtcNow(), 0, 1, Ct))[0].Status);
        Assert.Equal([second, first], (await Store.ListCasesAsync(Database.Clock.GetUtcNow(), 0, 2, Ct)).Select(c => c.Conversation));
        Assert.Equal([first], (await Store.ListCasesAsync(Database.Clock.GetUtcNow(), 1, 1, Ct)).Select(c => c.Conversation));
    }

    [Fact]
    public async Task Held_WhenItsTimeIsOver_IsOverdueUntilCategorised()
    {
        var world = await new World(Database).BuildAsync();
        var hold = new ArrivalHold();
        var told = new List<ConversationId>();
        hold.Begin(TimeSpan.FromSeconds(2), told.Add);
        var (_, customer) = await world.BeginAsync();
        var id = ConversationId.New();
        await new StartConversation(world.Log, world.Conversations, World.Options, Database.Clock, hold).ExecuteAsync(customer, id, world.Inbox, world.Queue, NewMessage.OfText(Guid.CreateVersion7(), "Held"), Ct);

        Assert.Equal([id], told);
        Assert.DoesNotContain(id, await Store.ListOverdueAsync(Database.Clock.GetUtcNow(), 50, Ct));
        Database.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Contains(id, await Store.ListOverdueAsync(Database.Clock.GetUtcNow(), 50, Ct));
        var (kettles, lids) = (new SkillNeed(SkillId.New(), 3, Must: true), new SkillNeed(SkillId.New(), 2));
        var set = new Categories { Topic = "Returns", Tags = ["a", "b"], Level = PriorityLevel.High, Needs = [kettles, lids], Weight = 5 };
        Assert.IsType<ChangeOutcome.Done>(await new CategoriseConversation(world.Log).ExecuteAsync(Actor.System, id, set, new("Returns", "Kettles 3"), "triage", Ct));
        Assert.IsType<ChangeOutcome.Refused>(await new CategoriseConversation(world.Log).ExecuteAsync(Actor.System, id, set with { Topic = "Other" }, new("Other"), "triage", Ct));
        Assert.DoesNotContain(id, await Store.ListOverdueAsync(Database.Clock.GetUtcNow(), 50, Ct));
        var after = await world.FindAsync(id);
        Assert.Equal("Returns", after.Topic);
        Assert.Null(after.HeldUntil);
        Assert.Equal(["a", "b"], after.Tags);
        Assert.Equal((PriorityLevel.High, 5, 5), (after.Level, after.Weight!.Value, after.Units));
        Assert.Equal([kettles, lids], after.Needs);
        Assert.Equal([TimelineEvent.Categorised, TimelineEvent.Prioritised, TimelineEvent.Required], (await world.Conversations.ReadAfterAsync(id, false, 0, 50, Ct)).Where(e => e.Event is not null).Select(e => e.Event!.Value));
    }

    [Fact]
    public async Task Record_NewestOfTwo_IsFoundAndCanBeTakenBack()
    {
        var world = await new World(Database).BuildAsync();
        var (id, _) = await world.BeginAsync();
        TriageRecord Of(string topic) => new() { ConversationId = id, Id = Guid.CreateVersion7(), Version = 1, At = Database.Clock.GetUtcNow(), Language = "de", Hits = [new(Guid.CreateVersion7(), "Rule", 1, new() { Topic = topic })] };
        var first = Of("First");
        await Store.RecordAsync(first, Ct);
        Database.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = Of("Second");
        await Store.RecordAsync(second, Ct);

        Assert.Equal("Second", Assert.Single((await Store.FindRecordAsync(id, Ct))!.Hits).Set.Topic);
        await Store.ForgetAsync(second, Ct);
        Assert.Equal("First", Assert.Single((await Store.FindRecordAsync(id, Ct))!.Hits).Set.Topic);
    }
}

public sealed class TriageStoreOnSqliteTests(SqliteTestDatabase database) : TriageStoreCases<SqliteTestDatabase>(database);

public sealed class TriageStoreOnPostgreSqlTests(PostgreSqlTestDatabase database) : TriageStoreCases<PostgreSqlTestDatabase>(database);

public sealed class TriageStoreOnSqlServerTests(SqlServerTestDatabase database) : TriageStoreCases<SqlServerTestDatabase>(database);
