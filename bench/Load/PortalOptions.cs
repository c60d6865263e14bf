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

    public const string Help = """
          --portal DIR     a published Portal; default artifacts/portal, then the Release build
          --set KEY=VALUE  a configuration key of Portal, or an environment variable such as DOTNET_gcServer; may be repeated
        """;

    public static PortalOptions From(string[] args, int agents, int capacity = 50) => new(AssemblyOf(args), agents, capacity, SettingsOf(args));

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
