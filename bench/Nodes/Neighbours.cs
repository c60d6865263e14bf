using System.Globalization;
using Npgsql;
using StackExchange.Redis;

namespace Portal.Bench.Nodes;

/// <summary>What the nodes' database and Redis cost in processor time, where they run on this machine.</summary>
internal sealed class Neighbours(string postgres, string redis)
{
    private const double TicksPerSecond = 100;

    /// <summary>Seconds of all of PostgreSQL's processes so far; null where the server is another machine.</summary>
    public async Task<double?> DatabaseSecondsAsync()
    {
        await using var source = NpgsqlDataSource.Create(postgres);
        await using var command = source.CreateCommand("SELECT pg_backend_pid()");
        var backend = (int)(await command.ExecuteScalarAsync())!;
        // Each connection is a process of its own, begun by the one that listens.
        if (StatOf(backend) is not { Name: var name } own || !name.StartsWith("postgres", StringComparison.Ordinal)) return null;
        var all = Directory.EnumerateDirectories("/proc").Select(d => int.TryParse(Path.GetFileName(d), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? StatOf(id) : null).OfType<Stat>();
        return all.Sum(s => s.Id == own.Parent ? s.Own + s.Ended : s.Parent == own.Parent ? s.Own : 0);
    }

    /// <summary>Seconds of Redis so far, as it says itself.</summary>
    public async Task<double> RedisSecondsAsync()
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync($"{redis},allowAdmin=true");
        var said = (await connection.GetServers()[0].InfoAsync("cpu")).SelectMany(section => section).ToDictionary(line => line.Key, line => line.Value);
        return Number("used_cpu_sys") + Number("used_cpu_user");

        double Number(string key) => double.Parse(said[key], CultureInfo.InvariantCulture);
    }

    /// <returns>Null where the process has ended, or is not here.</returns>
    private static Stat? StatOf(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            // The name may hold spaces; the fields begin after its bracket.
            var (open, close) = (stat.IndexOf('('), stat.LastIndexOf(')'));
            var fields = stat[(close + 2)..].Split(' ');
            return new(id, stat[(open + 1)..close], int.Parse(fields[1], CultureInfo.InvariantCulture), Seconds(11), Seconds(13));

            double Seconds(int at) => (long.Parse(fields[at], CultureInfo.InvariantCulture) + long.Parse(fields[at + 1], CultureInfo.InvariantCulture)) / TicksPerSecond;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <param name="Own">Seconds of the process itself.</param>
    /// <param name="Ended">Seconds of its children that have ended.</param>
    private sealed record Stat(int Id, string Name, int Parent, double Own, double Ended);
}
