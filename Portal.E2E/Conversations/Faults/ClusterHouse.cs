using System.Data.Common;
using System.Net;
using Npgsql;
using Portal.E2E.Shared;

namespace Portal.E2E.Conversations.Faults;

/// <summary>Two nodes, PostgreSQL, Redis and nginx, with a bad network between each node and the others.</summary>
internal sealed class ClusterHouse : ChaosHouse
{
    private const int NodeCount = 2;

    private readonly string folder = Directory.CreateTempSubdirectory("portal-chaos-").FullName;
    private readonly List<FaultProxy> databases = [];
    private readonly List<FaultProxy> relays = [];
    private PostgreSqlServer database = null!;
    private RedisServer redis = null!;
    private NginxProxy nginx = null!;

    public override IReadOnlyList<FaultKind> Kinds =>
    [
        .. base.Kinds,
        new("PostgreSQL stopped", 3, Seconds(.1), Seconds(3)),
        new("database sockets reset", 2),
        new("database sockets broken in a frame", 3, Seconds(1), Seconds(2)),
        new("database delay", 2, Seconds(1), Seconds(3)),
        new("database black hole", 2, Seconds(.5), Seconds(5)),
        new("Redis killed", 3, Seconds(.1), Seconds(4)),
        new("Redis hangs", 2, Seconds(.5), Seconds(4)),
        new("Redis emptied", 2),
        new("Redis sockets reset", 2),
        new("Redis delay", 2, Seconds(1), Seconds(4)),
        new("Redis partition", 2, Seconds(.5), Seconds(6)),
        new("nginx restarted", 1),
    ];

    public static async Task<ClusterHouse> StartAsync(IReadOnlyDictionary<string, string> settings)
    {
        NginxProxy.Require();
        var house = new ClusterHouse();
        try
        {
            house.redis = await RedisServer.StartAsync();
            house.database = await PostgreSqlServer.StartNewAsync();
            // One after the other: the first brings the database up to date.
            for (var i = 0; i < NodeCount; i++)
            {
                house.databases.Add(new FaultProxy(new(IPAddress.Loopback, house.database.Port)));
                house.relays.Add(new FaultProxy(new(IPAddress.Loopback, house.redis.Port)));
                house.Nodes.Add(await PortalServer.StartAsync(house.SettingsOf(i, settings), house.folder));
            }

            house.nginx = await NginxProxy.StartAsync([.. house.Nodes.Select(n => n.Address)]);
            house.OpenDoors(i => i < 2 * NodeCount ? house.nginx.Preferring[i % NodeCount] : house.nginx.Address);
            return house;
        }
        catch
        {
            await house.DisposeAsync();
            throw;
        }
    }

    public override async Task<bool> InjectAsync(PlannedFault fault)
    {
        var data = databases[fault.Choice % NodeCount];
        var relay = relays[fault.Choice % NodeCount];
        return fault.Kind switch
        {
            "PostgreSQL stopped" => await AloneAsync("database", async () =>
            {
                await database.StopImmediatelyAsync();
                await Task.Delay(fault.For);
                await database.StartAsync();
            }),
            "database sockets reset" => data.ResetAll() > 0,
            "database sockets broken in a frame" => await NetworkAsync(data, fault, new() { BreakAfterBytes = 1 + (fault.Choice % 20_000) }),
            "database delay" => await NetworkAsync(data, fault, new() { Delay = TimeSpan.FromMilliseconds(5 + (fault.Choice % 60)) }),
            "database black hole" => await NetworkAsync(data, fault, new() { Partition = true }),
            "Redis killed" => await AloneAsync("redis", async () =>
            {
                redis.Kill();
                await Task.Delay(fault.For);
                await redis.RestartAsync();
            }),
            "Redis hangs" => await AloneAsync("redis", async () =>
            {
                await redis.Process.SignalAsync("STOP");
                await Task.Delay(fault.For);
                await redis.Process.SignalAsync("CONT");
            }),
            "Redis emptied" => await AloneAsync("redis", redis.EmptyAsync),
            "Redis sockets reset" => relay.ResetAll() > 0,
            "Redis delay" => await NetworkAsync(relay, fault, new() { Delay = TimeSpan.FromMilliseconds(20 + (fault.Choice % 300)) }),
            "Redis partition" => await NetworkAsync(relay, fault, new() { Partition = true }),
            "nginx restarted" => await AloneAsync("nginx", nginx.RestartAsync),
            _ => await base.InjectAsync(fault),
        };
    }

    protected override async Task<DbConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.ConnectionString(database.Port)) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private Dictionary<string, string> SettingsOf(int node, IReadOnlyDictionary<string, string> settings) => new(settings)
    {
        ["Database:Provider"] = "PostgreSql",
        ["ConnectionStrings:Portal"] = database.ConnectionString(databases[node].Port),
        ["ConnectionStrings:Redis"] = $"127.0.0.1:{relays[node].Port}",
        ["Security:TrustedProxies:0"] = "127.0.0.1",
    };

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (nginx is not null) await nginx.DisposeAsync();
        foreach (var proxy in databases.Concat(relays)) await proxy.DisposeAsync();
        if (redis is not null) await redis.DisposeAsync();
        if (database is not null) await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
