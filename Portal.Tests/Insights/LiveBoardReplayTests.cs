using System.Text.Json;
using Microsoft.Extensions.Options;
using Portal.Domain.Conversations;
using Portal.Domain.Insights;
using Portal.Domain.Routing;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Insights;

/// <summary>Events applied to an old snapshot equal a fresh one, for whatever people do in whatever order.</summary>
public sealed class LiveBoardReplayTests(SqliteTestDatabase database) : StoreTests<SqliteTestDatabase>(database)
{
    private readonly IOptions<ConversationOptions> options = Options.Create(new ConversationOptions());

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5)]
    public async Task Apply_RandomSequenceOfEvents_DrawsWhatAFreshReadDraws(int seed)
    {
        var desk = new RandomDesk(Database, options, seed);
        await desk.OpenAsync(Ct);
        for (var i = 0; i < 30; i++) await desk.StepAsync(Ct);
        var store = Get<IInsightsStore>();
        var facts = await store.ReadBoardAsync(Database.Clock.GetUtcNow(), Ct);
        var seen = Database.Hub.Facts.Count;

        for (var i = 0; i < 120; i++) await desk.StepAsync(Ct);

        var events = Database.Hub.Facts.Skip(seen).Where(e => e.Topic == Topic.Desk || e.Topic == Topic.Agents).ToList();
        // Twice: an event that is told again changes nothing.
        foreach (var fact in events.Concat(events)) facts = Applied(facts, fact);
        facts = facts with { Names = facts.Names.SetItems(await store.NamesAsync(LiveBoardRules.Nameless(facts), Ct)) };
        var now = Database.Clock.GetUtcNow();
        var fresh = await store.ReadBoardAsync(now, Ct);

        Assert.True(events.OfType<ConversationChanged>().Count() > 40, "Too little happened to prove anything.");
        Assert.Equal(Json(LiveBoardRules.Draw(fresh, now)), Json(LiveBoardRules.Draw(facts, now)));
    }

    private static BoardFacts Applied(BoardFacts facts, IEvent fact) => fact switch
    {
        ConversationChanged changed => LiveBoardRules.Apply(facts, changed),
        AgentChanged changed => LiveBoardRules.Apply(facts, changed),
        _ => facts,
    };

    private static string Json(BoardSnapshot board) => JsonSerializer.Serialize(board, new JsonSerializerOptions { WriteIndented = true });
}
