using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Portal.E2E.Shared;

/// <summary>A server that a test started: ended by its process id, and at the latest when the tests end.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    private readonly ConcurrentQueue<string> log;
    private readonly Process process;

    private ChildProcess(Process process, ConcurrentQueue<string> log)
    {
        (this.process, this.log) = (process, log);
        process.OutputDataReceived += Capture;
        process.ErrorDataReceived += Capture;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        AppDomain.CurrentDomain.ProcessExit += KillOnExit;
    }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    public int ExitCode => process.ExitCode;

    public IReadOnlyCollection<string> Log => log;

    public static ChildProcess Start(string program, params string[] arguments) => Start(new ProcessStartInfo(program, arguments));

    /// <param name="log">Where to go on writing what the process says; a log of its own by default.</param>
    public static ChildProcess Start(ProcessStartInfo start, ConcurrentQueue<string>? log = null)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = start.RedirectStandardInput = true;
        return new ChildProcess(Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} could not be started."), log ?? new());
    }

    /// <summary>Starts a program that listens on a port of this machine, and waits until it does.</summary>
    public static async Task<ChildProcess> StartListeningAsync(int port, string program, params string[] arguments)
    {
        var child = Start(program, arguments);
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < StopLimit)
        {
            if (child.HasExited) break;
            if (await ListensAsync(port)) return child;
            await Task.Delay(50);
        }

        var said = string.Join(Environment.NewLine, child.Log.TakeLast(20));
        await child.DisposeAsync();
        throw new InvalidOperationException($"{program} did not listen on port {port}. It said: {said}");
    }

    /// <summary>The path of a program that is installed here; null if it is not.</summary>
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(["/usr/sbin", "/usr/local/sbin", "/usr/local/bin"])
            .Where(folder => folder.Length > 0).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Kill()
    {
        if (process.HasExited) return;
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>SIGTERM and time to finish, then SIGKILL.</summary>
    public Task StopAsync() => StopAsync(StopLimit);

    public async Task StopAsync(TimeSpan within)
    {
        if (process.HasExited) return;
        await SignalAsync("TERM");
        using var limit = new CancellationTokenSource(within);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            Kill();
        }
    }

    /// <summary>Sends a signal by name, such as STOP and CONT for a process that hangs for a while.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= KillOnExit;
        await StopAsync();
        process.Dispose();
    }

    private static async Task<bool> ListensAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            // Not yet.
            return false;
        }
    }

    private void KillOnExit(object? sender, EventArgs e) => Kill();

    private void Capture(object sender, DataReceivedEventArgs e)
    {
        if (e.Data is not null) log.Enqueue(e.Data);
    }
}
