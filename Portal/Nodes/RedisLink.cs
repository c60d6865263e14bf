using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Portal.Nodes;

/// <summary>The one connection to Redis. It is made in the background and again by itself: Portal starts and serves without Redis.</summary>
public sealed class RedisLink : IAsyncDisposable
{
    private readonly Lazy<Task<ConnectionMultiplexer>> connection;

    public RedisLink(string connectionString, IOptions<NodesOptions> options)
    {
        Channel = RedisChannel.Literal($"{options.Value.Prefix}:events");
        Configuration = Parse(connectionString);
        connection = new(() => ConnectionMultiplexer.ConnectAsync(Configuration));
    }

    public RedisChannel Channel { get; }

    public ConfigurationOptions Configuration { get; }

    public Task<ConnectionMultiplexer> ConnectAsync() => connection.Value;

    public static ConfigurationOptions Parse(string connectionString)
    {
        var options = ConfigurationOptions.Parse(connectionString);
        options.AbortOnConnectFail = false;
        // What cannot be sent now is told as lost; sending it later would only come too late.
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ReconnectRetryPolicy = new LinearRetry(500);
        options.ConnectTimeout = 2000;
        options.AsyncTimeout = 2000;
        options.SyncTimeout = 2000;
        options.KeepAlive = 5;
        options.ClientName ??= "portal";
        return options;
    }

    public async ValueTask DisposeAsync()
    {
        if (connection.IsValueCreated) await (await connection.Value).DisposeAsync();
    }
}
