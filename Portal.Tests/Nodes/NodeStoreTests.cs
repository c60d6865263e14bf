using Portal.Data.Nodes;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Nodes;

public abstract class NodeStoreCases<TDatabase>(TDatabase database) : StoreTests<TDatabase>(database) where TDatabase : TestDatabase
{
    private readonly Guid node = Guid.NewGuid();

    private INodeStore Store => Get<INodeStore>();

    [Fact]
    public async Task Beat_AgainAndAgain_IsReadByOthers()
    {
        await Store.BeatAsync(new NodeRow { Id = node, Beat = 1, Hears = false }, isNew: true, null, Ct);
        await Store.BeatAsync(new NodeRow { Id = node, Beat = 2, Hears = true, LastNews = 0 }, isNew: false, null, Ct);

        var row = Assert.Single(await Store.ListAsync(Ct), r => r.Id == node);
        Assert.Equal((2, true, 0), (row.Beat, row.Hears, row.LastNews));
        Assert.Empty(await Store.ReadNewsAsync(node, 0, Ct));
    }

    [Fact]
    public async Task ReadNews_AfterABeat_HasWhatWasSaidSinceInItsOrder()
    {
        var id = ConversationId.New();
        await Store.BeatAsync(new NodeRow { Id = node, Beat = 1, LastNews = 1 }, isNew: true, new([Topic.Desk]), Ct);
        await Store.BeatAsync(new NodeRow { Id = node, Beat = 2, LastNews = 2 }, isNew: false, new([Topic.Customer(id), Topic.Staff(id)]), Ct);
        await Store.BeatAsync(new NodeRow { Id = node, Beat = 3, LastNews = 3 }, isNew: false, new(Topics: null), Ct);

        var news = await Store.ReadNewsAsync(node, 1, Ct);

        Assert.Equal([Topic.Customer(id), Topic.Staff(id)], news[0].Topics!);
        Assert.Null(news[1].Topics);
        Assert.Equal(2, news.Count);
    }

    [Fact]
    public async Task Beat_WithNews_DropsThoseThatNobodyWaitsFor()
    {
        await Store.BeatAsync(new NodeRow { Id = node, Beat = 1, LastNews = 1 }, isNew: true, new([Topic.Desk]), Ct);
        await Store.BeatAsync(new NodeRow { Id = node, Beat = NodeStore.KeptBeats, LastNews = NodeStore.KeptBeats }, isNew: false, new([Topic.Setup]), Ct);
        Assert.Equal(2, (await Store.ReadNewsAsync(node, 0, Ct)).Count);

        await Store.BeatAsync(new NodeRow { Id = node, Beat = NodeStore.KeptBeats + 1, LastNews = NodeStore.KeptBeats + 1 }, isNew: false, new([Topic.Agents]), Ct);

        Assert.Equal([Topic.Setup, Topic.Agents], (await Store.ReadNewsAsync(node, 0, Ct)).Select(n => Assert.Single(n.Topics!)));
    }

    [Fact]
    public async Task Remove_ANode_TakesItsNewsAlong()
    {
        await Store.BeatAsync(new NodeRow { Id = node, Beat = 1, LastNews = 1 }, isNew: true, new([Topic.Desk]), Ct);

        await Store.RemoveAsync(node, Ct);

        Assert.DoesNotContain(await Store.ListAsync(Ct), r => r.Id == node);
        Assert.Empty(await Store.ReadNewsAsync(node, 0, Ct));
    }
}

public sealed class NodesOnSqliteTests(SqliteTestDatabase database) : NodeStoreCases<SqliteTestDatabase>(database);

public sealed class NodesOnPostgreSqlTests(PostgreSqlTestDatabase database) : NodeStoreCases<PostgreSqlTestDatabase>(database);

public sealed class NodesOnSqlServerTests(SqlServerTestDatabase database) : NodeStoreCases<SqlServerTestDatabase>(database);

public sealed class TopicNamesTests
{
    [Fact]
    public void Read_AKindOfANewerVersion_IsEverything() => Assert.Null(TopicNames.Read($"99:{Guid.NewGuid():N}"));
}
