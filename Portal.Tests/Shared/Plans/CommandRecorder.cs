using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Portal.Tests.Shared.Plans;

/// <summary>One statement as it was sent, with its parameters.</summary>
public sealed record SentStatement(string Text, IReadOnlyList<DbParameter> Parameters)
{
    public override string ToString() => Text;
}

/// <summary>Keeps what EF sends while somebody listens.</summary>
public sealed class CommandRecorder : DbCommandInterceptor
{
    private readonly Lock gate = new();
    private List<SentStatement>? sent;

    /// <summary>Everything that was sent while <paramref name="work"/> ran.</summary>
    public async Task<IReadOnlyList<SentStatement>> ListenAsync(Func<Task> work)
    {
        var mine = new List<SentStatement>();
        lock (gate) sent = mine;
        try
        {
            await work();
        }
        finally
        {
            lock (gate) sent = null;
        }

        return mine;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData data, InterceptionResult<DbDataReader> result, CancellationToken ct = default)
    {
        Keep(command);
        return new(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData data, InterceptionResult<int> result, CancellationToken ct = default)
    {
        Keep(command);
        return new(result);
    }

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(DbCommand command, CommandEventData data, InterceptionResult<object> result, CancellationToken ct = default)
    {
        Keep(command);
        return new(result);
    }

    private void Keep(DbCommand command)
    {
        lock (gate)
        {
            if (sent is null) return;
            var parameters = command.Parameters.Cast<DbParameter>().Select(p => Copy(command, p)).ToList();
            // A save sends several statements at once.
            foreach (var text in command.CommandText.Split(";\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                sent.Add(new(text.TrimEnd(';'), [.. parameters.Where(p => text.Contains("@" + p.ParameterName.TrimStart('@'), StringComparison.Ordinal))]));
        }
    }

    /// <summary>The command is given back to a pool as soon as it has run.</summary>
    private static DbParameter Copy(DbCommand command, DbParameter parameter)
    {
        if (parameter is ICloneable clone) return (DbParameter)clone.Clone();
        var copy = command.CreateParameter();
        (copy.ParameterName, copy.Value) = (parameter.ParameterName, parameter.Value);
        return copy;
    }
}
