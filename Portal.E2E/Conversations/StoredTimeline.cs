using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Portal.E2E.Conversations;

/// <summary>What the database holds, read behind the server's back.</summary>
internal static partial class StoredTimeline
{
    /// <summary>Whatever text lies in the timeline and in the lists.</summary>
    public static async Task<List<string>> AllAsync(string dataDirectory) =>
        await ReadAsync(dataDirectory, """SELECT COALESCE("Text", '') FROM "Entries" UNION ALL SELECT "Preview" FROM "Conversations" UNION ALL SELECT "Name" FROM "Customers" """);

    /// <summary>The texts "customer n" and "agent n" in the order of their sequence.</summary>
    public static async Task<List<string>> TextsAsync(string dataDirectory) =>
        [.. (await ReadAsync(dataDirectory, """SELECT "Text" FROM "Entries" WHERE "Kind" = 0 ORDER BY "ConversationId", "Sequence" """)).SelectMany(NumbersIn)];

    private static async Task<List<string>> ReadAsync(string dataDirectory, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(dataDirectory, "portal.db")};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await reader.ReadAsync()) texts.Add(reader.GetString(0));
        return texts;
    }

    public static List<string> NumbersIn(string text) => [.. Numbered().Matches(text).Select(m => m.Value)];

    [GeneratedRegex(@"(customer|agent) \d{3}")]
    private static partial Regex Numbered();
}
