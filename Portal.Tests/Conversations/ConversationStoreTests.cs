using Portal.Domain.Conversations;
using Portal.Domain.Customers;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Conversations;

public abstract class ConversationStoreCases<TDatabase>(TDatabase database) : StoreTests<TDatabase>(database) where TDatabase : TestDatabase
{
    private IConversationStore Store => Get<IConversationStore>();

    private Task<World> Build() => new World(Database).BuildAsync();

    [Fact]
    public async Task ReadAfterAndBefore_LongTimeline_PagesMeetWithoutGapOrDouble()
    {
        var world = await Build();
        var (id, customer) = await world.BeginAsync("1");
        for (var i = 2; i <= 9; i++) await Say(world, customer, id, $"{i}");

        var texts = new List<string?>();
        for (var after = 0L; await Store.ReadAfterAsync(id, true, after, 4, Ct) is { Count: > 0 } page; after = page[^1].Sequence)
            texts.AddRange(Texts(page));
        var newest = await Store.ReadBeforeAsync(id, true, long.MaxValue, 4, Ct);
        var older = await Store.ReadBeforeAsync(id, true, newest[0].Sequence, 4, Ct);

        Assert.Equal(["1", "2", "3", "4", "5", "6", "7", "8", "9"], texts);
        Assert.Equal(["2", "3", "4", "5", "6", "7", "8", "9"], Texts(older).Concat(Texts(newest)));
    }

    [Fact]
    public async Task ReadAfter_HostileAndForeignText_IsWordForWord()
    {
        const string text = "'; DROP TABLE Entries;-- <script>𝒳</script> مرحبا\r\n\ttab \u0001 \\ %_[a]";
        var world = await Build();
        var (id, _) = await world.BeginAsync(text);

        Assert.Contains(text, Texts(await Store.ReadAfterAsync(id, true, 0, 10, Ct)));
    }

    [Theory]
    [InlineData("mar", true)]
    [InlineData("MARA", true)]
    [InlineData("Lind", false)]
    [InlineData("mara%", false)]
    [InlineData("_ara", false)]
    public async Task List_Search_MatchesTheNamesBeginningWhateverItsCase(string search, bool found)
    {
        var world = await Build();
        var agent = await world.HireAsync("Ines");
        var (id, _) = await world.BeginAsync(name: "Mara Lind");

        var rows = await Store.ListAsync(new ConversationFilter(ConversationView.AllOpen, agent.User, search, world.Queue), agent.User, 50, Ct);

        Assert.Equal(found, rows.Any(row => row.Conversation.Id == id));
    }

    [Fact]
    public async Task List_SearchThatHundredsMatch_ShowsTheFirstOfTheListInItsOrder()
    {
        var world = await Build();
        var agent = await world.HireAsync("Ines");
        var name = $"Broad {Guid.NewGuid():N}";
        var newest = new List<ConversationId>();
        for (var i = 0; i < 60; i++)
        {
            Database.Clock.Advance(TimeSpan.FromSeconds(1));
            newest.Insert(0, (await world.BeginAsync(name: $"{name} {i}")).Id);
        }

        for (var i = 0; i < 200; i++) await Get<ICustomerStore>().SaveAsync(new Customer { Id = CustomerId.New(), Name = $"{name} without a talk {i}", CreatedAt = Database.Clock.GetUtcNow() }, Ct);

        var rows = await Store.ListAsync(new ConversationFilter(ConversationView.AllOpen, agent.User, name, world.Queue), agent.User, ListConversations.Limit, Ct);
        var fewer = await Store.ListAsync(new ConversationFilter(ConversationView.AllOpen, agent.User, $"{name} 5", world.Queue), agent.User, ListConversations.Limit, Ct);

        Assert.Equal(newest.Take(50), rows.Select(r => r.Conversation.Id));
        Assert.Equal(11, fewer.Count);
    }

    [Fact]
    public async Task List_Views_ShowEachConversationWhereItBelongs()
    {
        var world = await Build();
        var agent = await world.HireAsync("Ines");
        var waiting = (await world.BeginAsync()).Id;
        var mine = (await world.BeginAsync()).Id;
        var resolved = (await world.BeginAsync()).Id;
        await Take(world, agent, mine);
        await Take(world, agent, resolved);
        await world.Resolve.ExecuteAsync(agent, resolved, Ct);

        async Task<HashSet<ConversationId>> Ids(ConversationView view) =>
            [.. (await Store.ListAsync(new ConversationFilter(view, agent.User, null, world.Queue), agent.User, 50, Ct)).Select(row => row.Conversation.Id)];

        Assert.Equal([mine], await Ids(ConversationView.Mine));
        Assert.Equal([waiting], await Ids(ConversationView.Unassigned));
        Assert.Equal([waiting, mine], await Ids(ConversationView.AllOpen));
        Assert.Equal([resolved], await Ids(ConversationView.Resolved));
    }

    [Fact]
    public async Task FindRow_UnreadOfEachReader_CountsWhatThatReaderHasNotSeen()
    {
        var world = await Build();
        var (ines, tomas) = (await world.HireAsync("Ines"), await world.HireAsync("Tomás"));
        var (id, customer) = await world.BeginAsync("1");
        await Say(world, customer, id, "2");
        var seen = (await world.FindAsync(id)).LastSequence;
        await Mark(ines, id, seen);
        await Say(world, customer, id, "3");

        Assert.Equal(1, (await Store.FindRowAsync(id, ines.User, Ct))!.Unread);
        Assert.Equal(3, (await Store.FindRowAsync(id, tomas.User, Ct))!.Unread);
        Assert.Equal(seen, (await Store.ReadReceiptsAsync(id, Ct)).StaffRead);
    }

    [Fact]
    public async Task FindRow_CustomerNotStored_StillShowsTheConversation()
    {
        var world = await Build();
        var visitor = World.Visitor();
        var id = ConversationId.New();
        await world.Start.ExecuteAsync(visitor, id, world.Inbox, world.Queue, NewMessage.OfText(Guid.CreateVersion7(), "Hello"), Ct);

        var row = await Store.FindRowAsync(id, new UserId(Guid.CreateVersion7()), Ct);

        Assert.Equal(CustomerRules.DisplayName("", null, visitor.Customer), row?.CustomerName);
    }

    [Fact]
    public async Task FindCurrent_AfterResolving_FindsItOnlyWithinTheTimeToComeBack()
    {
        var world = await Build();
        var agent = await world.HireAsync("Ines");
        var (id, customer) = await world.BeginAsync();
        await Take(world, agent, id);
        await world.Resolve.ExecuteAsync(agent, id, Ct);
        var now = Database.Clock.GetUtcNow();

        Assert.Equal(id, (await Store.FindCurrentAsync(customer.Customer, world.Inbox, now.AddMinutes(-1), Ct))?.Id);
        Assert.Null(await Store.FindCurrentAsync(customer.Customer, world.Inbox, now.AddMinutes(1), Ct));
    }

    private static IEnumerable<string?> Texts(IEnumerable<TimelineEntry> entries) =>
        entries.Where(entry => entry.Kind is EntryKind.Text).Select(entry => entry.Text);

    private static async Task Say(World world, Actor actor, ConversationId id, string text) =>
        Assert.IsType<PostOutcome.Sent>(await world.Post.ExecuteAsync(actor, id, NewMessage.OfText(Guid.CreateVersion7(), text), Ct));

    private static async Task Take(World world, Actor agent, ConversationId id) => Assert.IsType<ChangeOutcome.Done>(
        await world.Assign.ExecuteAsync(agent, id, agent.User, agent.Name, CapacityClaim.ByHand, "taken", null, Ct));

    private async Task Mark(Actor reader, ConversationId id, long read)
    {
        await using var db = Database.Open();
        db.ReadMarks.Add(new ReadMark { ConversationId = id, ReaderId = reader.Id, Side = Side.Staff, Delivered = read, Read = read });
        await db.SaveChangesAsync(Ct);
    }
}

public sealed class ConversationStoreOnSqliteTests(SqliteTestDatabase database) : ConversationStoreCases<SqliteTestDatabase>(database);

public sealed class ConversationStoreOnPostgreSqlTests(PostgreSqlTestDatabase database) : ConversationStoreCases<PostgreSqlTestDatabase>(database);

public sealed class ConversationStoreOnSqlServerTests(SqlServerTestDatabase database) : ConversationStoreCases<SqlServerTestDatabase>(database);
