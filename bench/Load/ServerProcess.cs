using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Portal.Bench.Load;

/// <summary>A server that the driver started on a free port of this machine, and what it costs. Ended with the driver at the latest.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int KeptLines = 60;
    private const double TicksPerSecond = 100;

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90), StopLimit = TimeSpan.FromSeconds(20);

    private readonly ConcurrentQueue<string> log = new();
    private readonly Process process;

    private ServerProcess(Process process, Uri address)
    {
        (this.process, Address) = (process, address);
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        AppDomain.CurrentDomain.ProcessExit += KillAtExit;
    }

    public Uri Address { get; }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>The last lines that the server wrote.</summary>
    public string Said => string.Join(Environment.NewLine, log);

    /// <summary>Starts the program and waits until <paramref name="readyPath"/> is answered with 200.</summary>
    /// <param name="settings">Configuration keys such as <c>Limits:Circuits</c>.</param>
    /// <param name="arguments">Before the address.</param>
    /// <exception cref="InvalidOperationException">It ended, or was not ready in time; with its last lines.</exception>
    public static async Task<ServerProcess> StartAsync(
        string assembly, string workingDirectory, string readyPath, IReadOnlyDictionary<string, string> settings, CancellationToken ct, IReadOnlyList<string>? arguments = null)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}/");
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments ?? [], "--urls", address.ToString()])
        {
            WorkingDirectory = workingDirectory, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        foreach (var (key, value) in settings) start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        var server = new ServerProcess(Process.Start(start) ?? throw new InvalidOperationException("dotnet could not be started."), address);
        try
        {
            await server.UntilReadyAsync(readyPath, ct);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Processor time so far, of all threads, in seconds; a hundredth is the finest that the system tells.</summary>
    public double ProcessorSeconds()
    {
        var stat = File.ReadAllText($"/proc/{process.Id}/stat");
        // The name may hold spaces; the fields begin after its bracket.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }

    /// <summary>Resident memory in KiB.</summary>
    public long ResidentKib() => Status("VmRSS:");

    /// <summary>The largest resident memory so far in KiB.</summary>
    public long PeakKib() => Status("VmHWM:");

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= KillAtExit;
        if (!process.HasExited)
        {
            using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
            using var limit = new CancellationTokenSource(StopLimit);
            try
            {
                await process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                Kill();
            }
        }

        process.Dispose();
    }

    private long Status(string name)
    {
        var line = File.ReadLines($"/proc/{process.Id}/status").First(l => l.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line.AsSpan(name.Length).Trim().TrimEnd("kB").Trim(), CultureInfo.InvariantCulture);
    }

    private async Task UntilReadyAsync(string path, CancellationToken ct)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < StartLimit && !process.HasExited)
        {
            try
            {
                using var answer = await http.GetAsync(path, ct);
                if (answer.StatusCode is HttpStatusCode.OK) return;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
            {
                // Not listening yet.
            }

            await Task.Delay(100, ct);
        }

        throw new InvalidOperationException($"The server was not ready after {clock.Elapsed.TotalSeconds:0} s. Its last lines:{Environment.NewLine}{Said}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void KillAtExit(object? sender, EventArgs e) => Kill();

    private void Kill()
    {
        if (process.HasExited) return;
        process.Kill();
        process.WaitForExit();
    }

    private void Keep(object sender, DataReceivedEventArgs e)
    {
        if (e.Data is null) return;
        log.Enqueue(e.Data);
        while (log.Count > KeptLines) log.TryDequeue(out _);
    }
}
