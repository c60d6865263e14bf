using Portal.E2E.Conversations;
using Portal.E2E.Shared;

namespace Portal.E2E.Nodes;

public sealed class NodeStartTests
{
    [Fact]
    public async Task Sqlite_WithRedis_IsRefusedAtTheStart()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => PortalServer.StartAsync(new Dictionary<string, string> { ["ConnectionStrings:Redis"] = "127.0.0.1:1" }));

        Assert.Contains("Set Database:Provider to PostgreSql or SqlServer", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WarmUp_BeforeANodeIsReady_OpensACircuitAndLeavesNoTrace()
    {
        await using var server = await PortalServer.StartAsync(new Dictionary<string, string> { ["WarmUp:Enabled"] = "true" });

        var said = Assert.Single(server.Log, line => line.Contains("Warm after", StringComparison.Ordinal));
        TestContext.Current.SendDiagnosticMessage(said.Trim());
        Assert.Contains("the first chat was drawn after", said, StringComparison.Ordinal);
        Assert.DoesNotContain(await StoredTimeline.AllAsync(server.DataDirectory), text => text.Contains("Warm-up", StringComparison.Ordinal));
    }
}
