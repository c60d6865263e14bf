using Portal.Bench.Load;

namespace Portal.Bench.Baseline;

/// <summary>A bare server, on a SQLite file of its own.</summary>
internal sealed class BaselineTarget : ILoadTarget
{
    private readonly BaselineKind kind;
    private readonly string directory;

    private BaselineTarget(BaselineKind kind, ServerProcess server, string directory) => (this.kind, Server, this.directory) = (kind, server, directory);

    public string Name => kind switch
    {
        BaselineKind.Circuit => "bare circuit",
        BaselineKind.Hub => "bare hub",
        BaselineKind.Socket => "raw socket",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public ServerProcess Server { get; }

    public static async Task<BaselineTarget> StartAsync(BaselineKind kind, CancellationToken ct)
    {
        var directory = Directory.CreateTempSubdirectory("portal-bench-").FullName;
        try
        {
            var settings = new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Production" };
            var server = await ServerProcess.StartAsync(typeof(BaselineTarget).Assembly.Location, directory, "ready", settings, ct, [BaselineServer.Scenario, kind.ToString(), "--data", directory]);
            return new(kind, server, directory);
        }
        catch
        {
            Directory.Delete(directory, recursive: true);
            throw;
        }
    }

    public async Task<ILoadTalk> BeginAsync(int number, ILoadEar ear, CancellationToken ct)
    {
        var conversation = Guid.CreateVersion7();
        var customer = await OpenAsync(conversation, End.Customer, ear, ct);
        try
        {
            return new BareTalk(customer, await OpenAsync(conversation, End.Staff, ear, ct));
        }
        catch
        {
            await customer.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    private async Task<IBareEnd> OpenAsync(Guid conversation, End end, ILoadEar ear, CancellationToken ct) => kind switch
    {
        BaselineKind.Circuit => await CircuitEnd.OpenAsync(Server.Address, conversation, end, ear, ct),
        BaselineKind.Hub => await HubEnd.OpenAsync(Server.Address, conversation, end, ear, ct),
        BaselineKind.Socket => await SocketEnd.OpenAsync(Server.Address, conversation, end, ear, ct),
        _ => throw new ArgumentOutOfRangeException(nameof(conversation)),
    };
}

/// <summary>One end of a bare conversation.</summary>
internal interface IBareEnd : IAsyncDisposable
{
    /// <returns>When the server has said that it is stored.</returns>
    Task SendAsync(string text, CancellationToken ct);
}

internal sealed class BareTalk(IBareEnd customer, IBareEnd staff) : ILoadTalk
{
    public Task SendAsync(End from, string text, CancellationToken ct) => (from is End.Customer ? customer : staff).SendAsync(text, ct);

    public async ValueTask DisposeAsync()
    {
        await customer.DisposeAsync();
        await staff.DisposeAsync();
    }
}
