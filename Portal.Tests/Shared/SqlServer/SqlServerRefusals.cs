using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Portal.Tests.Shared.SqlServer;

/// <summary>What SQL Server refuses and neither EF nor an offline binder notices, read from the relational model.</summary>
public static class SqlServerRefusals
{
    private const int LongestIndexKey = 1_700;
    private const int LongestClusteredKey = 900;

    public static IEnumerable<string> In(IRelationalModel model) =>
        CascadePaths(model).Concat(Keys(model)).Concat(UnlikeForeignKeys(model)).Concat(OutputBesideTriggers(model));

    /// <summary>Error 1785: a delete may reach a table in one way only, and never its own again.</summary>
    private static IEnumerable<string> CascadePaths(IRelationalModel model)
    {
        var edges = model.Tables.SelectMany(table => table.ForeignKeyConstraints)
            .Where(key => key.OnDeleteAction is ReferentialAction.Cascade or ReferentialAction.SetNull or ReferentialAction.SetDefault)
            .ToLookup(key => key.PrincipalTable, key => key.Table);
        foreach (var start in model.Tables)
        {
            var reached = new HashSet<ITable> { start };
            var open = new Queue<ITable>([start]);
            while (open.TryDequeue(out var table))
                foreach (var next in edges[table])
                    if (reached.Add(next)) open.Enqueue(next);
                    else yield return $"1785: deleting from {start.Name} reaches {next.Name} by more than one cascade";
        }
    }

    /// <summary>Errors 1919 and 1946: a key has a length, and not too great a one.</summary>
    private static IEnumerable<string> Keys(IRelationalModel model)
    {
        foreach (var table in model.Tables)
        {
            foreach (var key in table.UniqueConstraints)
                foreach (var fault in Key($"{table.Name}.{key.Name}", key.Columns, key.GetIsPrimaryKey() ? LongestClusteredKey : LongestIndexKey))
                    yield return fault;
            foreach (var index in table.Indexes)
                foreach (var fault in Key($"{table.Name}.{index.Name}", index.Columns, LongestIndexKey))
                    yield return fault;
        }
    }

    private static IEnumerable<string> Key(string name, IReadOnlyList<IColumn> columns, int limit)
    {
        foreach (var column in columns.Where(column => column.StoreType.Contains("(max)", StringComparison.Ordinal)))
            yield return $"1919: {name} has the column {column.Name} of type {column.StoreType}";
        var bytes = columns.Sum(column => Bytes(column.StoreType));
        if (bytes > limit) yield return $"1946: {name} may need {bytes} bytes, {limit} at most";
    }

    private static int Bytes(string storeType)
    {
        var open = storeType.IndexOf('(', StringComparison.Ordinal);
        if (open < 0) return storeType == "uniqueidentifier" ? 16 : 8;
        var length = storeType[(open + 1)..^1].Split(',')[0];
        if (length == "max") return 0;
        var count = int.Parse(length, System.Globalization.CultureInfo.InvariantCulture);
        return storeType.StartsWith('n') ? 2 * count : storeType.Contains("char", StringComparison.Ordinal) || storeType.Contains("binary", StringComparison.Ordinal) ? count : 17;
    }

    /// <summary>Error 206: columns that are compared have one type.</summary>
    private static IEnumerable<string> UnlikeForeignKeys(IRelationalModel model) =>
        from table in model.Tables
        from key in table.ForeignKeyConstraints
        from pair in key.Columns.Zip(key.PrincipalColumns)
        where pair.First.StoreType != pair.Second.StoreType
        select $"206: {table.Name}.{pair.First.Name} is {pair.First.StoreType}, {key.PrincipalTable.Name}.{pair.Second.Name} is {pair.Second.StoreType}";

    /// <summary>Error 334: EF reads generated values with OUTPUT unless it is told about the trigger.</summary>
    private static IEnumerable<string> OutputBesideTriggers(IRelationalModel model) =>
        from table in model.Tables
        where table.Triggers.Any() && table.EntityTypeMappings.Any(mapping =>
            mapping.TypeBase is IReadOnlyEntityType type && Microsoft.EntityFrameworkCore.SqlServerEntityTypeExtensions.IsSqlOutputClauseUsed(type))
        select $"334: {table.Name} has a trigger and is written with OUTPUT";
}
