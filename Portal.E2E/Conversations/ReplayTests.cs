using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using Portal.E2E.Shared;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Conversations;

/// <summary>
/// Types what real people wrote through real browsers, and reads it back from the database word for word. Run by hand with files
/// of one's own: PORTAL_REPLAY_TALKS names a JSON array whose objects hold "original": [["agent"|"customer", text], …];
/// PORTAL_REPLAY_TURNS names a TSV of domain, conversation, turn, utterance.
/// </summary>
public sealed class ReplayTests(PortalFixture portal)
{
    private const int MostCustomers = 30;

    [Fact]
    public async Task Talks_TypedByBothSides_AreStoredWordForWord()
    {
        var path = Environment.GetEnvironmentVariable("PORTAL_REPLAY_TALKS") ?? "";
        Assert.SkipUnless(path.Length > 0, "Run by hand: PORTAL_REPLAY_TALKS is not set.");
        using var file = JsonDocument.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        var talks = file.RootElement.EnumerateArray().Select(t => t.GetProperty("original").EnumerateArray()
            .Select(turn => (Who: turn[0].GetString()!, Text: turn[1].GetString()!)).Where(turn => turn.Who is "agent" or "customer").ToList()).ToList();

        await using var server = await PortalServer.StartAsync();
        await using var agent = await portal.OpenAsync(server);
        var workspace = await agent.SignInAsync(DemoPeople.Agent);
        await agent.GoToAsync("/workspace");
        for (var n = 0; n < talks.Count; n++)
        {
            await using var customer = await portal.OpenAsync(server);
            var chat = await customer.OpenChatAsync();
            var opening = $"conversation {n}";
            await chat.WriteAsync(opening);
            await workspace.OpenRowAsync(opening);
            foreach (var (who, text) in talks[n])
            {
                await (who is "agent" ? workspace.ReplyAsync(text) : chat.WriteAsync(text));
                // The next person answers what they have read.
                await Expect(chat.Locator("#pending")).ToBeEmptyAsync();
                await Expect(workspace.Locator("[data-pending] *, #pending *")).ToHaveCountAsync(0);
            }

            var stored = await StoredAsync(server.DataDirectory, opening);
            Assert.Equal(talks[n].Select(t => t.Text).Prepend(opening), stored);
            await workspace.GetByRole(AriaRole.Button, new() { Name = "Resolve" }).First.ClickAsync();
            await Expect(chat.Log()).ToContainTextAsync("closed this conversation");
        }

        TestContext.Current.SendDiagnosticMessage("{0} conversations, {1} turns", talks.Count, talks.Sum(t => t.Count));
    }

    [Fact]
    public async Task Turns_OfManyCustomers_AreStoredWordForWord()
    {
        var path = Environment.GetEnvironmentVariable("PORTAL_REPLAY_TURNS") ?? "";
        Assert.SkipUnless(path.Length > 0, "Run by hand: PORTAL_REPLAY_TURNS is not set.");
        var lines = (await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken)).Skip(1).Select(l => l.Split('\t'));
        var customers = lines.GroupBy(l => l[1]).Take(MostCustomers).Select(g => g.Select(l => l[3]).ToList()).ToList();

        await using var server = await PortalServer.StartAsync();
        for (var n = 0; n < customers.Count; n++)
        {
            await using var customer = await portal.OpenAsync(server);
            var chat = await customer.OpenChatAsync();
            var opening = $"customer {n}";
            await chat.WriteAsync(opening);
            // Until the page is alive it holds one message; nobody types faster than it comes.
            await Expect(chat.Log().Locator("[data-client-id]")).ToHaveCountAsync(1);
            foreach (var text in customers[n]) await chat.WriteAsync(text);
            await Expect(chat.Log().Locator("[data-client-id]")).ToHaveCountAsync(customers[n].Count + 1);
            Assert.Equal(customers[n].Prepend(opening), await StoredAsync(server.DataDirectory, opening));
        }

        TestContext.Current.SendDiagnosticMessage("{0} customers, {1} turns", customers.Count, customers.Sum(c => c.Count));
    }

    private static async Task<List<string>> StoredAsync(string dataDirectory, string opening)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(dataDirectory, "portal.db")};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT e."Text" FROM "Entries" e WHERE e."Kind" = 0 AND e."ConversationId" =
            (SELECT f."ConversationId" FROM "Entries" f WHERE f."Text" = @opening) ORDER BY e."Sequence"
            """;
        command.Parameters.AddWithValue("@opening", opening);
        await using var reader = await command.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await reader.ReadAsync()) texts.Add(reader.GetString(0));
        return texts;
    }
}
