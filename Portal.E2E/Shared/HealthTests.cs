namespace Portal.E2E.Shared;

public sealed class HealthTests(PortalFixture portal)
{
    [Fact]
    public async Task Live_ServerStarted_AnswersOk()
    {
        var server = await portal.ServerAsync();
        using var http = new HttpClient { BaseAddress = server.Address };

        using var answer = await http.GetAsync("/health/live", TestContext.Current.CancellationToken);

        Assert.True(answer.IsSuccessStatusCode);
    }
}
