using System.Globalization;
using StackExchange.Redis;

namespace Portal.E2E.Shared;

/// <summary>A throw-away Redis of one test, which may be stopped, killed, emptied and started again on its port.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("portal-redis-").FullName;
    private ChildProcess? process;

    private RedisServer()
    {
    }

    public int Port { get; } = ChildProcess.FreePort();

    public string Address => $"127.0.0.1:{Port}";

    /// <summary>The running process, for signals.</summary>
    public ChildProcess Process => process ?? throw new InvalidOperationException("Redis is not running.");

    /// <summary>Starts it; skips the calling test where Redis is not installed.</summary>
    public static async Task<RedisServer> StartAsync()
    {
        Assert.SkipWhen(ChildProcess.Find("redis-server") is null, "No redis-server found: install Redis.");
        var server = new RedisServer();
        await server.RestartAsync();
        return server;
    }

    /// <summary>Starts it again, empty, on the same port.</summary>
    public async Task RestartAsync()
    {
        if (process is { HasExited: false }) throw new InvalidOperationException("Redis is still running.");
        if (process is not null) await process.DisposeAsync();
        process = await ChildProcess.StartListeningAsync(
            Port, ChildProcess.Find("redis-server")!, "--bind", "127.0.0.1", "--port", Port.ToString(CultureInfo.InvariantCulture), "--save", "", "--appendonly", "no", "--dir", folder);
    }

    public void Kill() => process?.Kill();

    public Task StopAsync() => process?.StopAsync() ?? Task.CompletedTask;

    /// <summary>FLUSHALL: everything that is stored is gone.</summary>
    public async Task EmptyAsync()
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync($"{Address},allowAdmin=true");
        await connection.GetServers()[0].FlushAllDatabasesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null) await process.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
