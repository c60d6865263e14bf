using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace Portal.E2E.Shared;

/// <summary>
/// The built server as a process of its own, with its own port and its own data folder. It can be killed without
/// warning and started again on both, as a crash and a restart would.
/// </summary>
public sealed class PortalServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(40);

    private readonly ConcurrentQueue<string> log = new();
    private readonly IReadOnlyDictionary<string, string> settings;
    private readonly bool ownsDataDirectory;
    private ChildProcess? process;

    private PortalServer(string dataDirectory, bool ownsDataDirectory, IReadOnlyDictionary<string, string> settings)
    {
        DataDirectory = dataDirectory;
        this.ownsDataDirectory = ownsDataDirectory;
        this.settings = settings;
        Address = new Uri($"http://127.0.0.1:{ChildProcess.FreePort()}");
    }

    public Uri Address { get; }

    public string DataDirectory { get; }

    /// <summary>Everything that the server has written to its console so far, over all of its starts.</summary>
    public IReadOnlyCollection<string> Log => log;

    public bool IsRunning => process is { HasExited: false };

    public int ProcessId => process?.Id ?? throw new InvalidOperationException("The server is not running.");

    /// <summary>
    /// Starts a server and waits until it is ready. <paramref name="settings"/> are configuration keys such as
    /// <c>Demo:Enabled</c>; <paramref name="dataDirectory"/> lets several nodes share one folder.
    /// </summary>
    public static async Task<PortalServer> StartAsync(
        IReadOnlyDictionary<string, string>? settings = null, string? dataDirectory = null)
    {
        var directory = dataDirectory ?? Directory.CreateTempSubdirectory("portal-e2e-").FullName;
        var server = new PortalServer(directory, dataDirectory is null, settings ?? new Dictionary<string, string>());
        var isLikeAnyOther = dataDirectory is null && (settings is null || !settings.ContainsKey("Database:Provider"));
        try
        {
            if (isLikeAnyOther) FirstDatabase.Lay(directory);
            await server.RestartAsync();
            if (isLikeAnyOther) await FirstDatabase.KeepAsync(directory);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        return server;
    }

    /// <summary>Starts the process again on the same port and folder; the previous one must have ended.</summary>
    public async Task RestartAsync()
    {
        if (process is { HasExited: false }) throw new InvalidOperationException("The server is still running.");
        if (process is not null) await process.DisposeAsync();
        process = Launch();
        await WaitUntilReadyAsync(process);
    }

    /// <summary>Ends the process as <c>kill -9</c> does: nothing in it gets a chance to tidy up.</summary>
    public void Kill() => process?.Kill();

    /// <summary>Ends the process as a deployment does: SIGTERM, and time to finish.</summary>
    public Task StopAsync() => process?.StopAsync(StopLimit) ?? Task.CompletedTask;

    /// <summary>Without ceremony: how a server ends well is shown where that is the question.</summary>
    public async ValueTask DisposeAsync()
    {
        Kill();
        if (Environment.GetEnvironmentVariable("PORTAL_SERVER_LOGS") is { Length: > 0 } folder)
            await File.WriteAllLinesAsync(Path.Combine(Directory.CreateDirectory(folder).FullName, $"{Address.Port}.log"), log);
        if (process is not null) await process.DisposeAsync();
        process = null;
        if (ownsDataDirectory && Directory.Exists(DataDirectory)) Directory.Delete(DataDirectory, recursive: true);
    }

    private ChildProcess Launch()
    {
        if (!File.Exists(Repository.ServerAssembly))
            throw new InvalidOperationException($"Build the server first: {Repository.ServerAssembly} is missing.");
        var start = new ProcessStartInfo("dotnet", [Repository.ServerAssembly, "--urls", Address.ToString()])
        {
            WorkingDirectory = Repository.Root,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Data__Directory"] = DataDirectory;
        foreach (var (key, value) in settings) start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;

        return ChildProcess.Start(start, log);
    }

    private async Task WaitUntilReadyAsync(ChildProcess started)
    {
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < StartLimit)
        {
            if (started.HasExited) throw Failure($"The server ended with code {started.ExitCode} while starting.");
            if (await IsReadyAsync(http)) return;
            await Task.Delay(100);
        }

        throw Failure($"The server was not ready within {StartLimit.TotalSeconds:0} s.");
    }

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync("/health/ready");
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            // Not listening yet: ask again.
            return false;
        }
    }

    private InvalidOperationException Failure(string what) =>
        new($"{what} Its last lines:{Environment.NewLine}{string.Join(Environment.NewLine, log.TakeLast(60))}");
}
