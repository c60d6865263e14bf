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

    public async Task<ILoadGuest> EnterAsync(CancellationToken ct)
    {
        var conversation = Guid.CreateVersion7();
        return new BareGuest(await OpenAsync(), OpenAsync);

        Task<IBareEnd> OpenAsync() => this.OpenAsync(conversation, End.Customer, Deaf.Ear, ct);
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

    /// <summary>Nobody writes to somebody who is alone.</summary>
    private sealed class Deaf : ILoadEar
    {
        public static readonly Deaf Ear = new();

        public void Hear(End at, End from, ReadOnlySpan<char> text, long moment)
        {
        }
    }
}
