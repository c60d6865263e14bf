using Portal.Bench.Shared;

namespace Portal.Bench.Load;

/// <summary>How Portal is started for a measurement.</summary>
/// <param name="Assembly">The server's assembly.</param>
/// <param name="Agents">Members of staff who take conversations.</param>
/// <param name="Capacity">How many conversations each of them takes at the same time; 1 to 50.</param>
/// <param name="Settings">Further configuration keys.</param>
internal sealed record PortalOptions(string Assembly, int Agents, int Capacity, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>Whether each agent has a workspace open from the beginning, so that routing finds somebody there.</summary>
    public bool Present { get; init; } = true;

    /// <summary>How many processes serve; more than one needs a PostgreSQL and a Redis.</summary>
    public int Nodes { get; init; } = 1;

    /// <summary>Connection string of a server on which a database is made and dropped; null for a SQLite file.</summary>
    public string? Postgres { get; init; }

    /// <summary>The Redis over which nodes tell each other, such as 127.0.0.1:6379; null for a node by itself.</summary>
    public string? Redis { get; init; }

    public const string Help = """
          --portal DIR     a published Portal; default artifacts/portal, then the Release build
          --postgres TEXT  connection string of a server on which a database is made and dropped, instead of a SQLite file
          --set KEY=VALUE  a configuration key of Portal, or an environment variable such as DOTNET_gcServer; may be repeated
        """;

    public static PortalOptions From(string[] args, int agents, int capacity = 50) => new(AssemblyOf(args), agents, capacity, SettingsOf(args)) { Postgres = Arguments.Text(args, "--postgres") };

    private static string AssemblyOf(string[] args)
    {
        var root = new DirectoryInfo(Environment.CurrentDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Portal.sln"))) root = root.Parent;
        var candidates = Arguments.Text(args, "--portal") is { } given
            ? [Path.GetFullPath(Path.Combine(given, "Portal.dll"))]
            : root is null ? Array.Empty<string>() : [Path.Combine(root.FullName, "artifacts", "portal", "Portal.dll"), Path.Combine(root.FullName, "Portal", "bin", "Release", "net10.0", "Portal.dll")];
        return candidates.FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException("There is no Portal to measure. Publish one: dotnet publish Portal -c Release -o artifacts/portal");
    }

    private static Dictionary<string, string> SettingsOf(string[] args)
    {
        var settings = new Dictionary<string, string>();
        for (var i = 0; i + 1 < args.Length; i++)
        {
            if (args[i] == "--set" && args[i + 1].Split('=', 2) is [var key, var value]) settings[key] = value;
        }

        return settings;
    }
}
