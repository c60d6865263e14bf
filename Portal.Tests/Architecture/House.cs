using System.Reflection;
using Portal.Tests.Shared;

namespace Portal.Tests.Architecture;

/// <summary>The rooms of the house and who may know whom, as docs/architecture.md draws them.</summary>
internal static class House
{
    /// <summary>Which capability may use another's operations, reads and events. What is not listed knows only Shared.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> MayKnow = new Dictionary<string, string[]>
    {
        ["Channels"] = ["Customers", "Conversations", "Routing", "ServiceLevels"],
        ["Routing"] = ["Conversations", "ServiceLevels"],
        ["ServiceLevels"] = ["Conversations"],
        ["Insights"] = ["Conversations", "Routing"],
        ["Accounts"] = ["Routing"],
        ["Escalation"] = ["Conversations", "Routing", "ServiceLevels"],
        ["Triage"] = ["Channels", "Conversations", "Customers", "Routing"],
        ["Collaboration"] = ["Conversations", "Routing"],
        ["Demo"] = ["Channels", "Conversations", "Customers", "Routing"],
    };

    public static readonly Assembly Domain = Assembly.Load("Portal.Domain");
    public static readonly Assembly Data = Assembly.Load("Portal.Data");
    public static readonly Assembly Host = Assembly.Load("Portal");

    public static IReadOnlyList<Assembly> Product { get; } = [Domain, Data, Host];

    public static readonly string[] ProductFolders = ["Portal.Domain", "Portal.Data", "Portal"];

    /// <summary>The capabilities that exist: the folders of Portal.Domain.</summary>
    public static IReadOnlyList<string> Capabilities { get; } =
        [.. FoldersOf("Portal.Domain").Where(name => name != "Shared")];

    public static IEnumerable<string> FoldersOf(string folder)
    {
        var path = Repository.PathOf(folder.Split('/'));
        return Directory.Exists(path)
            ? Directory.GetDirectories(path).Select(Path.GetFileName).OfType<string>()
                .Where(name => name is not ("bin" or "obj" or "Properties")).Order(StringComparer.Ordinal)
            : [];
    }

    public static IEnumerable<SourceFile> ProductFiles(params string[] endings) =>
        ProductFolders.SelectMany(folder => Repository.Files(folder, endings));

    /// <summary>Types that people wrote: no compiler-made ones, no generated migrations.</summary>
    public static IEnumerable<Type> TypesOf(Assembly assembly) => assembly.GetTypes().Where(type =>
        !type.Name.Contains('<', StringComparison.Ordinal)
        && type.DeclaringType?.Name.Contains('<', StringComparison.Ordinal) != true
        && type.Namespace?.StartsWith("Portal", StringComparison.Ordinal) == true
        && !type.Namespace.Contains("Migrations", StringComparison.Ordinal));

    public static void ShouldBeEmpty(this IEnumerable<string> violations, string rule)
    {
        var found = violations.Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(found.Count == 0, $"{rule}{Environment.NewLine}{string.Join(Environment.NewLine, found)}");
    }
}
