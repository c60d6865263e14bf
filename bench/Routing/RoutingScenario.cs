using System.Diagnostics;
using System.Text.Json;
using Npgsql;
using Portal.Bench.Shared;
using Portal.Data;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Bench.Routing;

/// <summary>How fast routing decides and hands out, and whether many routers at once stay within every agent's capacity.</summary>
internal static class RoutingScenario
{
    public const string Help = """
        --agents N          in the queue (default 500)
        --waiting N         to drain through SQLite (default 10,000)
        --directory PATH    where the SQLite file is made and removed (default: the system's temporary folder)
        --postgres TEXT     connection string of a server on which a database is made and dropped; without it that part is left out
        """;

    private const int Claimed = 5_000, Processes = 2, RoutersEach = 4;

    public static async Task RunAsync(string[] args)
    {
        if (Arguments.Text(args, "--work") is { } queue)
        {
            await WorkAsync(Arguments.Text(args, "--postgres")!, new(Guid.Parse(queue)));
            return;
        }

        var agents = Arguments.Number(args, "--agents", 500);
        var (median, p99) = Decide(agents);
        Console.WriteLine($"One decision over {agents} available agents with skills: median {median:F1} µs, 99 % {p99:F1} µs (wanted: median below 200)");
        var perSecond = await DrainAsync(args, agents, Arguments.Number(args, "--waiting", 10_000));
        var shared = Arguments.Text(args, "--postgres") is { } postgres ? await ShareAsync(postgres, agents) : null;
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            scenario = "routing", agents, decisionMedianMicroseconds = median, decisionP99Microseconds = p99, sqliteDecisionsPerSecond = perSecond,
            postgresClaimsPerSecond = shared?.PerSecond, doubleAssignments = shared?.Doubles, overCapacity = shared?.Over,
        }));
    }

    private static (double Median, double P99) Decide(int count)
    {
        const int warm = 2_000, measured = 20_000;
        var now = DateTimeOffset.UtcNow;
        var times = new double[measured];
        Seat[] seats = [.. Enumerable.Range(0, count).Select(n => new Seat(new()
        {
            Id = new(Guid.CreateVersion7()), Name = $"Agent {n}", Capacity = new(Chat: 4), Load = new(Chat: n % 4), Used = new(Chat: n % 4 * Weights.Ordinary), Presence = Presence.Available, Skills = RoutingDeskMaker.SkillsOf(n), LastAssignedAt = now.AddSeconds(-n),
        }))];
        for (var i = -warm; i < measured; i++)
        {
            var queue = new Queue { Id = QueueId.New(), Name = "Bench", AgentChoice = (AgentChoice)((i + warm) % 4) };
            var waiting = new Conversation { Id = ConversationId.New(), InboxId = default, CustomerId = default, QueueId = queue.Id, CreatedAt = now, QueuedAt = now, Needs = RoutingDeskMaker.NeedsOf(i + warm) };
            var began = Stopwatch.GetTimestamp();
            var decision = RoutingRules.Decide(queue, seats, waiting, now);
            var took = Stopwatch.GetElapsedTime(began).TotalMicroseconds;
            if (decision.AgentId is null) throw new InvalidOperationException($"Nobody was found: {decision.Reason}");
            if (i >= 0) times[i] = took;
        }

        Array.Sort(times);
        return (times[measured / 2], times[measured * 99 / 100]);
    }

    private static async Task<double> DrainAsync(string[] args, int agents, int waiting)
    {
        var directory = Path.Combine(Arguments.Text(args, "--directory") ?? Path.GetTempPath(), $"portal-routing-{Guid.NewGuid():N}");
        var capacity = (waiting + agents - 1) / agents;
        try
        {
            await using var place = await Place.OpenAsync(Place.At(directory, postgres: null));
            // With skills the last ones may find only full specialists: a fifth more room than needed.
            var queue = await RoutingDeskMaker.MakeAsync(place, agents, capacity + (capacity / 5) + 1, waiting);
            var events = 0;
            using var heard = place.Get<EventHub>().Subscribe(Topic.Desk, fact =>
            {
                if (fact is ConversationChanged { After.AssigneeId: not null }) Interlocked.Increment(ref events);
                return ValueTask.CompletedTask;
            });
            var began = Stopwatch.GetTimestamp();
            var assigned = await place.Get<RouteQueue>().ExecuteAsync(queue, CancellationToken.None);
            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            Console.WriteLine($"Draining {waiting:N0} waiting conversations to {agents} agents through SQLite, with claims, records and events: {assigned:N0} assigned in {seconds:F1} s, {assigned / seconds:N0} decisions/s, {events:N0} events heard");
            if (assigned != waiting) throw new InvalidOperationException($"{waiting - assigned} were not assigned.");
            return assigned / seconds;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            if (Directory.Exists(directory)) Directory.Delete(directory, recursive: true);
        }
    }

    private sealed record Shared(double PerSecond, long Doubles, long Over);

    private static async Task<Shared> ShareAsync(string server, int agents)
    {
        var name = $"portal_routing_{Guid.NewGuid():N}";
        await ExecuteAsync(server, $"CREATE DATABASE \"{name}\"");
        var database = new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
        try
        {
            QueueId queue;
            await using (var place = await Place.OpenAsync(Place.At(Path.GetTempPath(), database))) queue = await RoutingDeskMaker.MakeAsync(place, agents, (Claimed * 6 / 5 / agents) + 1, Claimed);
            var began = Stopwatch.GetTimestamp();
            var workers = Enumerable.Range(0, Processes).Select(_ => Process.Start("dotnet", [typeof(RoutingScenario).Assembly.Location, "routing", "--work", queue.ToString(), "--postgres", database])).ToList();
            foreach (var worker in workers)
            {
                await worker.WaitForExitAsync();
                if (worker.ExitCode != 0) throw new InvalidOperationException($"A router ended with {worker.ExitCode}.");
            }

            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            var given = await CountAsync(database, """SELECT count(*) FROM "Conversations" WHERE "AssigneeId" IS NOT NULL AND "QueuedAt" IS NULL""");
            var doubles = await CountAsync(database, $"""SELECT count(*) FROM (SELECT "ConversationId" FROM "Entries" WHERE "Event" = {(int)TimelineEvent.Assigned} GROUP BY "ConversationId" HAVING count(*) > 1) d""");
            var over = await CountAsync(database, """
                SELECT count(*) FROM "Agents" a LEFT JOIN (SELECT "AssigneeId", count(*) AS n, sum("Units") AS u FROM "Conversations" WHERE "AssigneeId" IS NOT NULL GROUP BY "AssigneeId") c ON c."AssigneeId" = a."Id"
                WHERE coalesce(c.u, 0) > a."Capacity_Chat" * 2 OR coalesce(c.n, 0) <> a."Load_Chat" OR coalesce(c.u, 0) <> a."Used_Chat"
                """);
            var entries = await CountAsync(database, $"""SELECT count(*) FROM "Entries" WHERE "Event" = {(int)TimelineEvent.Assigned}""");
            Console.WriteLine($"{Processes * RoutersEach} routers on {Processes} processes over PostgreSQL: {given:N0} of {Claimed:N0} claimed in {seconds:F1} s with their start, {entries:N0} assignments in the timelines; assigned twice {doubles}, agents over capacity or with a wrong load {over}");
            if (given != Claimed || entries != Claimed || doubles != 0 || over != 0) throw new InvalidOperationException("The database does not hold what it must.");
            return new(Claimed / seconds, doubles, over);
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            await ExecuteAsync(server, $"DROP DATABASE \"{name}\" WITH (FORCE)");
        }
    }

    /// <summary>Four routers at once in this process, until nothing waits.</summary>
    private static async Task WorkAsync(string database, QueueId queue)
    {
        await using var place = await Place.OpenAsync(Place.At(Path.GetTempPath(), database));
        var route = place.Get<RouteQueue>();
        await Task.WhenAll(Enumerable.Range(0, RoutersEach).Select(_ => Task.Run(async () =>
        {
            // What another router took meanwhile is skipped by a pass: the next pass sees what is left.
            for (var pass = 0; pass < 10_000 && (await place.Get<IRoutingStore>().ListQueuedAsync(queue, 1, null, 0, CancellationToken.None)).Count > 0; pass++) await route.ExecuteAsync(queue, CancellationToken.None);
        })));
    }

    private static async Task ExecuteAsync(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<long> CountAsync(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
