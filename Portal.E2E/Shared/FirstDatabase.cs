using Microsoft.Data.Sqlite;

namespace Portal.E2E.Shared;

/// <summary>
/// The embedded database as a server leaves it that has just been started for the first time: up to date, with the demo's people
/// in it. Made of the first server of a run; the others begin with a copy, and are there a second sooner.
/// </summary>
internal static class FirstDatabase
{
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static string? copy;

    public static string FileIn(string dataDirectory) => Path.Combine(dataDirectory, "portal.db");

    /// <summary>Gives a server that has never been started what the first one has made, if there was one.</summary>
    public static void Lay(string dataDirectory)
    {
        if (Volatile.Read(ref copy) is { } made) File.Copy(made, FileIn(dataDirectory));
    }

    /// <summary>Keeps what a server has made that has just been started and met nobody yet.</summary>
    public static async Task KeepAsync(string dataDirectory)
    {
        if (Volatile.Read(ref copy) is not null) return;
        await Gate.WaitAsync();
        try
        {
            if (copy is not null) return;
            var folder = Directory.CreateTempSubdirectory("portal-first-").FullName;
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
            await using var connection = new SqliteConnection($"Data Source={FileIn(dataDirectory)};Pooling=False");
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "VACUUM INTO @to";
            command.Parameters.AddWithValue("@to", Path.Combine(folder, "portal.db"));
            await command.ExecuteNonQueryAsync();
            Volatile.Write(ref copy, Path.Combine(folder, "portal.db"));
        }
        finally
        {
            Gate.Release();
        }
    }
}
