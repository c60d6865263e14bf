using System.Data.Common;
using Microsoft.Data.Sqlite;
using Portal.E2E.Shared;

namespace Portal.E2E.Conversations.Faults;

/// <summary>One node on the embedded database.</summary>
internal sealed class OneNodeHouse : ChaosHouse
{
    public override IReadOnlyList<FaultKind> Kinds => [.. base.Kinds, new("database held by somebody else", 2, Seconds(.2), Seconds(2))];

    public override bool MayLook => Nodes[0].IsRunning;

    private string File => Path.Combine(Nodes[0].DataDirectory, "portal.db");

    public static async Task<OneNodeHouse> StartAsync(IReadOnlyDictionary<string, string> settings)
    {
        var house = new OneNodeHouse();
        house.Nodes.Add(await PortalServer.StartAsync(settings));
        house.OpenDoors(_ => house.Nodes[0].Address);
        return house;
    }

    /// <summary>For a look into the database of a server that somebody else has started, and ends.</summary>
    public static OneNodeHouse Of(PortalServer server)
    {
        var house = new OneNodeHouse();
        house.Nodes.Add(server);
        return house;
    }

    public override Task<bool> InjectAsync(PlannedFault fault) => fault.Kind == "database held by somebody else"
        ? AloneAsync("database", async () =>
        {
            await using var connection = await ConnectAsync();
            await using var held = await connection.BeginTransactionAsync();
            await Task.Delay(fault.For);
        })
        : base.InjectAsync(fault);

    public override async Task<IReadOnlyList<string>> DamageAsync()
    {
        var said = new List<string>();
        await ReadAsync("PRAGMA integrity_check", row => said.Add(row.GetString(0)));
        return said is ["ok"] ? [] : said;
    }

    protected override async Task<DbConnection> ConnectAsync()
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }
}
