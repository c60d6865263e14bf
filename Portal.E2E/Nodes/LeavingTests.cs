using Portal.E2E.Conversations;
using Portal.E2E.Shared;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Nodes;

/// <summary>A node that is stopped on purpose, under people who write.</summary>
public sealed class LeavingTests(PortalFixture portal)
{
    [Fact]
    public async Task Stop_OfTheCustomersNode_SendsThePageOnAndLosesNothing()
    {
        const int each = 30;
        await using var cluster = await PortalCluster.StartAsync();
        await using var talk = await NodesTalk.BeginAsync(portal, cluster, cluster.Preferring(1), "customer 000");
        var (chat, workspace) = (talk.Chat, talk.Workspace);
        Task stopped = Task.CompletedTask;

        for (var i = 1; i <= each; i++)
        {
            await chat.WriteUntilShownAsync($"customer {i:000}");
            await workspace.ReplyAsync($"agent {i:000}");
            if (i == each / 3) stopped = cluster.Nodes[0].StopAsync();
        }

        await stopped;
        var patient = new Microsoft.Playwright.LocatorAssertionsToContainTextOptions { Timeout = 20_000 };
        foreach (var log in new[] { chat.Log(), workspace.Log() })
        {
            await Expect(log).ToContainTextAsync($"customer {each:000}", patient);
            await Expect(log).ToContainTextAsync($"agent {each:000}", patient);
        }

        var stored = (await cluster.Database.TextsAsync()).SelectMany(StoredTimeline.NumbersIn).ToList();
        foreach (var side in new[] { "customer", "agent" })
            Assert.Equal(Enumerable.Range(side == "agent" ? 1 : 0, side == "agent" ? each : each + 1).Select(i => $"{side} {i:000}"), stored.Where(t => t.StartsWith(side + " ", StringComparison.Ordinal)));
        foreach (var log in new[] { chat.Log(), workspace.Log() })
        {
            var shown = StoredTimeline.NumbersIn(await log.InnerTextAsync());
            Assert.Equal(stored.Skip(stored.Count - shown.Count), shown);
        }

        var end = cluster.Nodes[0].Log.SkipWhile(line => !line.Contains("Stopping:", StringComparison.Ordinal)).ToList();
        Assert.Contains(end, line => line.Contains("All pages have gone", StringComparison.Ordinal));
        // Pages that wait ask whether it is ready again: that it is not is meant.
        Assert.DoesNotContain(end, line => line.Contains("fail:", StringComparison.Ordinal) && !line.Contains("HealthChecks", StringComparison.Ordinal));
    }
}
