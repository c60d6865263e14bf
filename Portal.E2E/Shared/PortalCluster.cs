using System.Net;
using Portal.E2E.Conversations.Faults;

namespace Portal.E2E.Shared;

/// <summary>
/// Several nodes as an operator would run them: a PostgreSQL database, a Redis and an nginx of their own, one folder of
/// attachments. Everything runs on free loopback ports and ends with the test.
/// </summary>
public sealed class PortalCluster : IAsyncDisposable
{
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static ClusterDatabase? first;

    private readonly string folder = Directory.CreateTempSubdirectory("portal-cluster-").FullName;
    private readonly List<PortalServer> nodes = [];
    private readonly List<FaultProxy> wires = [];

    private PortalCluster(ClusterDatabase database, RedisServer redis) => (Database, Redis) = (database, redis);

    public ClusterDatabase Database { get; }

    public RedisServer Redis { get; }

    public NginxProxy Proxy { get; private set; } = null!;

    /// <summary>Each can be killed, stopped and started again by itself.</summary>
    public IReadOnlyList<PortalServer> Nodes => nodes;

    /// <summary>Between nginx and each node, where the cluster was started with them.</summary>
    public IReadOnlyList<FaultProxy> Wires => wires;

    /// <summary>Where people go who do not care which node serves them.</summary>
    public Uri Address => Proxy.Address;

    /// <summary>
    /// Starts everything and waits until all nodes are ready; skips the calling test where a part is not installed.
    /// <paramref name="settings"/> are added to each node's own, and win.
    /// </summary>
    /// <param name="wired">With a fault proxy between nginx and each node.</param>
    public static async Task<PortalCluster> StartAsync(int count = 2, IReadOnlyDictionary<string, string>? settings = null, bool wired = false)
    {
        NginxProxy.Require();
        ClusterDatabase.Require();
        var redis = await RedisServer.StartAsync();
        var cluster = new PortalCluster(await ClusterDatabase.CreateAsync(await FirstAsync()), redis);
        try
        {
            var starting = Enumerable.Range(0, count).Select(_ => PortalServer.StartAsync(cluster.SettingsWith(settings), cluster.folder)).ToList();
            foreach (var node in starting) cluster.nodes.Add(await node);
            if (wired) cluster.wires.AddRange(cluster.nodes.Select(n => new FaultProxy(new IPEndPoint(IPAddress.Loopback, n.Address.Port))));
            cluster.Proxy = await NginxProxy.StartAsync([.. wired ? cluster.wires.Select(w => new Uri($"http://127.0.0.1:{w.Port}")) : cluster.nodes.Select(n => n.Address)]);
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }

        return cluster;
    }

    /// <summary>Where people go who are served by that node as long as it lives.</summary>
    public Uri Preferring(int node) => Proxy.Preferring[node];

    public async ValueTask DisposeAsync()
    {
        if (Proxy is not null) await Proxy.DisposeAsync();
        foreach (var wire in wires) await wire.DisposeAsync();
        await Task.WhenAll(nodes.Select(node => node.DisposeAsync().AsTask()));
        await Redis.DisposeAsync();
        await Database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>As one node leaves its database that has just been started for the first time: all clusters begin with that, so that their nodes can start at once.</summary>
    private static async Task<ClusterDatabase> FirstAsync()
    {
        await Gate.WaitAsync();
        try
        {
            if (first is not null) return first;
            var made = await ClusterDatabase.CreateAsync();
            AppDomain.CurrentDomain.ProcessExit += (_, _) => made.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(5));
            await using (await PortalServer.StartAsync(SettingsFor(made)))
            {
                // It has brought the database up to date and made the demo's people.
            }

            return first = made;
        }
        finally
        {
            Gate.Release();
        }
    }

    private static Dictionary<string, string> SettingsFor(ClusterDatabase database) => new() { ["Database:Provider"] = "PostgreSql", ["ConnectionStrings:Portal"] = database.ConnectionString };

    private Dictionary<string, string> SettingsWith(IReadOnlyDictionary<string, string>? more)
    {
        var all = new Dictionary<string, string>(SettingsFor(Database))
        {
            ["ConnectionStrings:Redis"] = Redis.Address,
            ["Security:TrustedProxies:0"] = "127.0.0.1",
        };
        foreach (var (key, value) in more ?? new Dictionary<string, string>()) all[key] = value;
        return all;
    }
}
