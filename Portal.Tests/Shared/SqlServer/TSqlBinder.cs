using Microsoft.SqlServer.Dac.Model;

namespace Portal.Tests.Shared.SqlServer;

/// <summary>
/// Binds commands against the tables of a create script without a server. A wrong column is an error, a wrong table only
/// a warning: both are reported.
/// </summary>
public sealed class TSqlBinder(string createScript)
{
    /// <summary>What is wrong with the create script and the commands, in words that name the command; empty if all of them bind.</summary>
    public IReadOnlyList<string> Check(IReadOnlyCollection<RecordedCommand> commands)
    {
        using var model = new TSqlModel(SqlServerVersion.Sql160, new TSqlModelOptions());
        var faults = new List<string>();
        foreach (var batch in Batches(createScript)) Add(model, batch, faults);

        var procedures = new Dictionary<string, RecordedCommand>();
        foreach (var command in commands)
        {
            var name = $"Query{procedures.Count + 1}";
            procedures.Add(name, command);
            Add(model, Procedure(name, command), faults);
        }

        foreach (var message in model.Validate()) faults.Add(Describe(message, procedures));
        return faults;
    }

    private static void Add(TSqlModel model, string script, List<string> faults)
    {
        try
        {
            model.AddObjects(script);
        }
        catch (DacModelException error)
        {
            faults.Add($"{error.Message}{Environment.NewLine}{script}");
        }
    }

    private static IEnumerable<string> Batches(string script) =>
        script.ReplaceLineEndings("\n").Split("\nGO\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string Procedure(string name, RecordedCommand command)
    {
        var parameters = string.Join(", ", command.Parameters.Select(parameter => $"{parameter.Name} {parameter.Type}"));
        return $"CREATE PROCEDURE [dbo].[{name}] {parameters} AS BEGIN\n{command.Text}\nEND";
    }

    private static string Describe(DacModelMessage message, Dictionary<string, RecordedCommand> procedures)
    {
        var source = procedures.FirstOrDefault(pair => message.Message.Contains($"[{pair.Key}]", StringComparison.Ordinal)).Value;
        return $"{message.MessageType} {message.Prefix}{message.Number}: {message.Message}{Environment.NewLine}{source?.Text}";
    }
}
