using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Portal.E2E.Shared;

namespace Portal.E2E.Conversations.Faults;

/// <summary>A throw-away PostgreSQL of one test, which may be stopped without warning and started again.</summary>
internal sealed class PostgreSqlServer : IAsyncDisposable
{
    private readonly string tools;
    private readonly string folder = Directory.CreateTempSubdirectory("portal-postgres-").FullName;

    private PostgreSqlServer(string tools)
    {
        this.tools = tools;
        AppDomain.CurrentDomain.ProcessExit += StopOnExit;
    }

    public int Port { get; } = ChildProcess.FreePort();

    private string Data => Path.Combine(folder, "data");

    /// <summary>Starts a new cluster; skips the calling test where PostgreSQL is not installed.</summary>
    public static async Task<PostgreSqlServer> StartNewAsync()
    {
        var tools = FindTools();
        Assert.SkipWhen(tools is null, "No initdb found: install PostgreSQL.");
        var server = new PostgreSqlServer(tools);
        try
        {
            if (Environment.UserName == "root") await RunAsync("chown", ["postgres", server.folder]);
            await server.ToolAsync("initdb", "-D", server.Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
            await server.StartAsync();
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        return server;
    }

    /// <param name="port">Another one than the server's own when a proxy stands before it.</param>
    public string ConnectionString(int port) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1", Port = port, Username = "postgres", Database = "postgres", MaxPoolSize = 30, Timeout = 5, CommandTimeout = 10,
    }.ConnectionString;

    public Task StartAsync() => ToolAsync(
        "pg_ctl", "-D", Data, "-w", "-s", "-l", Path.Combine(folder, "log"),
        "-o", $"-h 127.0.0.1 -p {Port.ToString(CultureInfo.InvariantCulture)} -k {folder} -c max_connections=200", "start");

    /// <summary>As a crash: nothing is written any more, and the next start recovers from the journal.</summary>
    public Task StopImmediatelyAsync() => ToolAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "-s", "stop");

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= StopOnExit;
        if (File.Exists(Path.Combine(Data, "postmaster.pid"))) await StopImmediatelyAsync();
        Directory.Delete(folder, recursive: true);
    }

    private void StopOnExit(object? sender, EventArgs e) => StopImmediatelyAsync().Wait(TimeSpan.FromSeconds(5));

    // It refuses to run as root, so root borrows the account that the package made.
    private Task ToolAsync(string tool, params string[] arguments) => Environment.UserName == "root"
        ? RunAsync("runuser", ["-u", "postgres", "--", Path.Combine(tools, tool), .. arguments])
        : RunAsync(Path.Combine(tools, tool), arguments);

    private static async Task RunAsync(string program, string[] arguments)
    {
        // Its output is not read through a pipe: the server that pg_ctl leaves behind would hold it open.
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", program, .. arguments]) { WorkingDirectory = "/" })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{Path.GetFileName(program)} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    private static string? FindTools()
    {
        if (ChildProcess.Find("initdb") is { } found) return Path.GetDirectoryName(new FileInfo(found).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? found);
        const string versions = "/usr/lib/postgresql";
        return Directory.Exists(versions)
            ? Directory.GetDirectories(versions).Select(v => Path.Combine(v, "bin")).Where(b => File.Exists(Path.Combine(b, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault()
            : null;
    }
}
