using System.Diagnostics;
using System.Net;
using Portal.E2E.Shared;

namespace Portal.E2E.Conversations.Faults;

/// <summary>A server of its own and a few customers who talk to it.</summary>
internal sealed class TalkingTable : IAsyncDisposable
{
    public const int Seats = 4;

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly History history = new();

    private TalkingTable(PortalServer server) => Server = server;

    public PortalServer Server { get; }

    public List<TalkingCustomer> Customers { get; } = [];

    public int Answered => Customers.Sum(c => c.Answered);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<TalkingTable> StartAsync(IReadOnlyDictionary<string, string>? settings = null, string? dataDirectory = null)
    {
        var table = new TalkingTable(await PortalServer.StartAsync(settings, dataDirectory));
        for (var i = 0; i < Seats; i++)
        {
            var customer = new TalkingCustomer($"customer{i}", table.history, i, table.Server.Address);
            table.Customers.Add(customer);
            await customer.OpenAsync(Ct);
        }

        return table;
    }

    public Task TalkAsync(CancellationToken enough, CancellationToken over) =>
        Task.WhenAll(Customers.Select(c => c.TalkAsync(TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(50), enough, over)));

    public async Task<HttpStatusCode> ReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = Server.Address };
        using var answer = await http.GetAsync("/health/ready", Ct);
        return answer.StatusCode;
    }

    public async Task<string> HealthAsync()
    {
        using var http = new HttpClient { BaseAddress = Server.Address };
        return await http.GetStringAsync("/health/ready", Ct);
    }

    /// <summary>What was answered is stored once, everybody has been answered, and the database finds nothing wrong with itself.</summary>
    public async Task ShouldHoldAsync()
    {
        var house = OneNodeHouse.Of(Server);
        var stored = await house.StoredAsync();
        Assert.Empty(Checker.Check(history, stored));
        Assert.Empty(await house.DamageAsync());
        Assert.All(Customers, c => Assert.True(c.Answered > 0));
    }

    public static Task UntilAsync(Func<bool> holds, string otherwise) => UntilAsync(() => Task.FromResult(holds()), otherwise);

    public static async Task UntilAsync(Func<Task<bool>> holds, string otherwise)
    {
        for (var clock = Stopwatch.StartNew(); !await holds(); await Task.Delay(20, Ct)) Assert.True(clock.Elapsed < Patience, otherwise);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var customer in Customers) await customer.DisposeAsync();
        await Server.DisposeAsync();
    }
}
