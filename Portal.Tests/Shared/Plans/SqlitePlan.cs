using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Portal.Data;

namespace Portal.Tests.Shared.Plans;

/// <summary>What SQLite would do for a statement, and what is wrong with that.</summary>
public static partial class SqlitePlan
{
    public static async Task<IReadOnlyList<string>> FaultsAsync(PortalDbContext db, string path, SentStatement statement, CancellationToken ct)
    {
        var steps = await ExplainAsync(db, statement, ct);
        var known = db.Model.GetEntityTypes().Select(t => t.GetTableName()).ToHashSet();
        var tables = Alias().Matches(statement.Text).GroupBy(m => m.Groups[2].Value).ToDictionary(g => g.Key, g => g.First().Groups[1].Value);
        return [.. steps.Select(step => Fault(path, step, name => tables.GetValueOrDefault(name, name) is var table && known.Contains(table) ? table : null, statement.Text)).OfType<string>().Select(fault => $"{path}: {fault}\n{statement.Text}")];
    }

    public static async Task<IReadOnlyList<string>> ExplainAsync(PortalDbContext db, SentStatement statement, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + statement.Text;
        foreach (var parameter in statement.Parameters) command.Parameters.Add(parameter);
        var steps = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct)) steps.Add(reader.GetString(3));
        }

        command.Parameters.Clear();
        return steps;
    }

    private static string? Fault(string path, string step, Func<string, string?> tableOf, string text)
    {
        if (step.StartsWith("USE TEMP B-TREE", StringComparison.Ordinal)) return PlanRules.SortsLittle(path) ? null : step;
        if (Access().Match(step) is not { Success: true } access || step.StartsWith("SCAN CONSTANT ROW", StringComparison.Ordinal)) return null;
        // What a subquery made is no table, and as small as the subquery, whose own steps are judged too.
        if (tableOf(access.Groups[2].Value) is not { } table || PlanRules.Small.Contains(table)) return null;
        if (access.Groups[1].Value is "SCAN" || step.Contains("AUTOMATIC", StringComparison.Ordinal)) return step;
        var columns = Columns().Match(step).Groups[1].Value;
        if (!PlanRules.Bounded[table].Any(b => columns == b || columns.StartsWith(b + " ", StringComparison.Ordinal))) return $"unbounded: {step}";
        if (columns.StartsWith("ResolvedAt", StringComparison.Ordinal) && text.Contains("\"QueueId\" = @", StringComparison.Ordinal)) return $"other queues' conversations too: {step}";
        return step.Contains("(Status=?", StringComparison.Ordinal) && text.Contains("\"Status\" = 2", StringComparison.Ordinal) ? $"every resolved conversation: {step}" : null;
    }

    [GeneratedRegex("""(?:FROM|JOIN|UPDATE|INTO) "(\w+)" AS "(\w+)(?=")""")]
    private static partial Regex Alias();

    [GeneratedRegex(@"^(SCAN|SEARCH) (\S+)")]
    private static partial Regex Access();

    [GeneratedRegex(@"\(([^()]+)\)")]
    private static partial Regex Columns();
}
