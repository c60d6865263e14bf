using System.Globalization;

namespace Portal.Bench.Shared;

/// <summary>Options of the form <c>--name value</c>.</summary>
internal static class Arguments
{
    public static string? Text(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

    public static int Number(string[] args, string name, int otherwise) => Text(args, name) is { } text ? int.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture) : otherwise;
}
