using Microsoft.Data.SqlClient;

namespace Portal.Tests.Shared.SqlServer;

/// <summary>One command that would have gone to the server: its text and its parameters as the provider typed them.</summary>
public sealed record RecordedCommand(string Text, IReadOnlyList<RecordedParameter> Parameters);

/// <param name="Name">With its at sign.</param>
/// <param name="Type">As T-SQL declares it, such as <c>nvarchar(450)</c>.</param>
public sealed record RecordedParameter(string Name, string Type)
{
    public static RecordedParameter Of(SqlParameter parameter) =>
        new(parameter.ParameterName.StartsWith('@') ? parameter.ParameterName : "@" + parameter.ParameterName, TypeOf(parameter));

    private static string TypeOf(SqlParameter parameter)
    {
        var name = parameter.SqlDbType.ToString().ToLowerInvariant();
        return name switch
        {
            "nvarchar" or "varchar" or "varbinary" or "nchar" or "char" or "binary" =>
                $"{name}({(parameter.Size is > 0 and <= 8000 ? parameter.Size.ToString(System.Globalization.CultureInfo.InvariantCulture) : "max")})",
            "decimal" => "decimal(38, 18)",
            "variant" => "sql_variant",
            _ => name,
        };
    }
}
