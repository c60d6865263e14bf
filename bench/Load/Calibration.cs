using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Portal.Bench.Load;

/// <summary>What this disk gives at this moment: durable figures mean little without it.</summary>
/// <param name="AppendsPerSecond">200 bytes appended and flushed to the disk.</param>
/// <param name="CommitsPerSecond">SQLite in WAL mode with synchronous=FULL, one row per commit.</param>
internal sealed record Calibration(int AppendsPerSecond, int CommitsPerSecond)
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(1);

    public static Calibration Measure(string directory) => new(Appends(directory), Commits(directory));

    public override string ToString() => $"{AppendsPerSecond:N0} flushed appends of 200 bytes/s, {CommitsPerSecond:N0} SQLite commits of one row/s";

    private static int Appends(string directory)
    {
        using var file = new FileStream(Path.Combine(directory, "calibration.bin"), FileMode.Create, FileAccess.Write, FileShare.None, 0);
        var bytes = new byte[200];
        return Count(() =>
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        });
    }

    private static int Commits(string directory)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(directory, "calibration.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE Rows (Id INTEGER PRIMARY KEY, Text TEXT)";
        command.ExecuteNonQuery();
        command.CommandText = "INSERT INTO Rows (Text) VALUES (@text)";
        command.Parameters.AddWithValue("@text", new string('x', 200));
        return Count(() => command.ExecuteNonQuery());
    }

    private static int Count(Action once)
    {
        var clock = Stopwatch.StartNew();
        var count = 0;
        for (; clock.Elapsed < Length; count++) once();
        return (int)(count / clock.Elapsed.TotalSeconds);
    }
}
