using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Data;

namespace Portal.Tests.Shared.Plans;

/// <summary>What PostgreSQL would do for a statement on a filled and analysed database, and what is wrong with that.</summary>
public static class PostgreSqlPlan
{
    /// <summary>Rows that may be sorted after they were found; the filled database has many times more.</summary>
    private const int FewRows = 5_000;

    /// <summary>The first column of each index, apart from those that may be read whole.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> LeadingColumnsAsync(PortalDbContext db, CancellationToken ct)
    {
        var indexes = await db.Database.SqlQuery<IndexColumn>($"""
            SELECT i.relname AS "Index", t.relname AS "Table", a.attname AS "Column" FROM pg_index x
            JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
            JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.indkey[0] WHERE t.relnamespace = 'public'::regnamespace
            """).ToListAsync(ct);
        return indexes.Where(i => !PlanRules.Small.Contains(i.Table) && !PlanRules.SmallIndexes.Contains(i.Index)).ToDictionary(i => i.Index, i => i.Column);
    }

    private sealed record IndexColumn(string Index, string Table, string Column);

    public static async Task<IReadOnlyList<string>> FaultsAsync(PortalDbContext db, IReadOnlyDictionary<string, string> leading, string path, SentStatement statement, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        // A table is only read whole when that pays, and on a disk that spins it pays for larger ones: the plans of a server on solid-state disks.
        command.CommandText = "SET random_page_cost = 1.1; EXPLAIN (FORMAT JSON) " + statement.Text;
        foreach (var parameter in statement.Parameters) command.Parameters.Add(parameter);
        using var plan = JsonDocument.Parse((string)(await command.ExecuteScalarAsync(ct))!);
        command.Parameters.Clear();
        var faults = new List<string>();
        Walk(plan.RootElement[0].GetProperty("Plan"), leading, faults);
        return [.. faults.Select(fault => $"{path}: {fault}\n{statement.Text}")];
    }

    private static void Walk(JsonElement node, IReadOnlyDictionary<string, string> leading, List<string> faults)
    {
        var type = node.GetProperty("Node Type").GetString()!;
        var table = node.TryGetProperty("Relation Name", out var relation) ? relation.GetString()! : "";
        var rows = node.GetProperty("Plan Rows").GetDouble();
        if (type is "Seq Scan" && !PlanRules.Small.Contains(table)) faults.Add($"reads {table} whole");
        // A condition on a later column alone reads the index from its beginning to its end.
        if (type is "Index Scan" or "Index Only Scan" or "Bitmap Index Scan" && node.GetProperty("Index Name").GetString() is { } index && leading.TryGetValue(index, out var column)
            && !(node.TryGetProperty("Index Cond", out var condition) && condition.GetString()!.Contains($"\"{column}\"", StringComparison.Ordinal)))
            faults.Add($"walks through the whole index {index}");
        if (type is "Sort" && rows > FewRows) faults.Add($"sorts {rows} rows");
        if (!node.TryGetProperty("Plans", out var inner)) return;
        foreach (var child in inner.EnumerateArray()) Walk(child, leading, faults);
    }
}
