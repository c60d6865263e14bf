using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Portal.E2E.Shared;

namespace Portal.E2E.Conversations.Faults;

/// <summary>An installation that can be hurt: its nodes, the doors through which clients come, and the database behind.</summary>
internal abstract class ChaosHouse : IAsyncDisposable
{
    private const int DoorCount = 5;

    private static readonly TimeSpan Blink = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<string, byte> hurt = [];
    private readonly List<FaultProxy> doors = [];

    public List<PortalServer> Nodes { get; } = [];

    /// <summary>What can happen here.</summary>
    public virtual IReadOnlyList<FaultKind> Kinds { get; } =
    [
        new("node killed", 2, Seconds(.1), Seconds(3)),
        new("node hangs", 2, Seconds(.3), Seconds(3)),
        new("client sockets reset", 3),
        new("client sockets closed", 2),
        new("client sockets broken in a frame", 3, Seconds(1), Seconds(2)),
        new("client delay", 2, Seconds(1), Seconds(4)),
        new("slow reader", 2, Seconds(1), Seconds(5)),
        new("client black hole", 2, Seconds(1), Seconds(6)),
    ];

    /// <summary>The address that a client uses all the time; some share a door and its fate.</summary>
    public Uri AddressFor(int client) => new($"http://127.0.0.1:{doors[client % DoorCount].Port}");

    /// <summary>Injects a fault, lets it last, and heals it.</summary>
    /// <returns>False when what it would hurt is hurt already: nothing happened.</returns>
    public virtual async Task<bool> InjectAsync(PlannedFault fault)
    {
        var door = doors[fault.Choice % doors.Count];
        var node = fault.Choice % Nodes.Count;
        return fault.Kind switch
        {
            "node killed" => await AloneAsync($"node {node}", async () =>
            {
                Nodes[node].Kill();
                await Task.Delay(fault.For);
                await RestartAsync(Nodes[node]);
            }),
            "node hangs" => await AloneAsync($"node {node}", async () =>
            {
                await SignalAsync(Nodes[node], "STOP");
                await Task.Delay(fault.For);
                await SignalAsync(Nodes[node], "CONT");
            }),
            "client sockets reset" => door.ResetAll() > 0,
            "client sockets closed" => door.CloseAll() > 0,
            "client sockets broken in a frame" => await NetworkAsync(door, fault, new() { BreakAfterBytes = 1 + (fault.Choice % 3000) }),
            "client delay" => await NetworkAsync(door, fault, new() { Delay = TimeSpan.FromMilliseconds(50 + (fault.Choice % 350)) }),
            "slow reader" => await NetworkAsync(door, fault, new() { BytesPerSecond = 1024 + (fault.Choice % 8000) }),
            "client black hole" => await NetworkAsync(door, fault, new() { BlackHole = true }),
            _ => throw new ArgumentOutOfRangeException(nameof(fault), fault.Kind, "This installation knows no such fault"),
        };
    }

    /// <summary>Whether the database may be read now without helping the nodes to recover.</summary>
    public virtual bool MayLook => true;

    public async Task<IReadOnlyList<StoredEntry>> StoredAsync()
    {
        var entries = new List<StoredEntry>();
        await ReadAsync("""SELECT "ConversationId", "Sequence", "ClientMessageId", "Kind", "Audience", "Text" FROM "Entries" """, row => entries.Add(new(
            row.GetGuid(0), row.GetInt64(1), row.GetGuid(2), row.IsDBNull(5) ? null : row.GetString(5), row.GetInt32(3) != 3, row.GetInt32(4) == 0)));
        return entries;
    }

    /// <summary>When the entries of a conversation were written, by the clock of whoever wrote them, in the order of their numbers.</summary>
    public async Task<IReadOnlyList<DateTimeOffset>> TimesAsync(Guid conversation)
    {
        var times = new List<DateTimeOffset>();
        await ReadAsync("""SELECT "ConversationId", "CreatedAt" FROM "Entries" ORDER BY "Sequence" """, row =>
        {
            if (row.GetGuid(0) == conversation) times.Add(new(row.GetInt64(1), TimeSpan.Zero));
        });
        return times;
    }

    /// <summary>Notes how far each reader has come, in one statement and so in one snapshot.</summary>
    public Task SampleAsync(History history) => ReadAsync(
        """SELECT m."ConversationId", m."ReaderId", m."Delivered", m."Read", c."LastSequence" FROM "ReadMarks" m JOIN "Conversations" c ON c."Id" = m."ConversationId" """,
        row => history.Mark(row.GetGuid(0), row.GetGuid(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4)));

    /// <summary>What the database itself says is wrong with it.</summary>
    public virtual Task<IReadOnlyList<string>> DamageAsync() => Task.FromResult<IReadOnlyList<string>>([]);

    protected abstract Task<DbConnection> ConnectAsync();

    protected void OpenDoors(Func<int, Uri> leadsTo)
    {
        for (var i = 0; i < DoorCount; i++) doors.Add(new FaultProxy(new(System.Net.IPAddress.Loopback, leadsTo(i).Port)));
    }

    protected static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    /// <summary>Only one fault at a time hurts the same thing, so that healing one does not end another.</summary>
    protected async Task<bool> AloneAsync(string what, Func<Task> hurting)
    {
        if (!hurt.TryAdd(what, 0)) return false;
        try
        {
            await hurting();
            return true;
        }
        finally
        {
            hurt.TryRemove(what, out _);
        }
    }

    protected Task<bool> NetworkAsync(FaultProxy proxy, PlannedFault fault, NetworkFault how) => AloneAsync($"network {proxy.Port}", async () =>
    {
        proxy.Fault = how;
        await Task.Delay(fault.For > Blink ? fault.For : Blink);
        proxy.Fault = NetworkFault.None;
    });

    protected async Task ReadAsync(string sql, Action<DbDataReader> read)
    {
        await using var connection = await ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync()) read(rows);
    }

    /// <summary>As whoever watches over processes: starts it again until it stays.</summary>
    private static async Task RestartAsync(PortalServer node)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await node.RestartAsync();
                return;
            }
            catch (InvalidOperationException) when (attempt < 20)
            {
                // Its database may be away as well at this moment.
                node.Kill();
                await Task.Delay(500);
            }
        }
    }

    private static async Task SignalAsync(PortalServer node, string signal)
    {
        using var kill = System.Diagnostics.Process.Start("kill", [$"-{signal}", node.ProcessId.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var door in doors) await door.DisposeAsync();
        foreach (var node in Nodes) await node.DisposeAsync();
    }
}
