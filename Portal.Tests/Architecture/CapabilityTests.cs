using System.Text.RegularExpressions;
using Portal.Tests.Shared;

namespace Portal.Tests.Architecture;

public sealed partial class CapabilityTests
{
    [Fact]
    public void Domain_CapabilitiesOfOthers_AreUsedInTheAgreedDirectionOnly()
    {
        var crossings =
            from file in Repository.Files("Portal.Domain", ".cs")
            let own = file.Room("Portal.Domain")
            where own is not null
            from other in House.Capabilities
            where other != own && Names(file, other) && !MayKnow(own, other)
            select $"{file} uses {other}";

        crossings.ShouldBeEmpty("House.MayKnow lists who may know whom:");
    }

    [Fact]
    public void Domain_AgreedDirections_HaveNoCycle()
    {
        var left = House.MayKnow.ToDictionary(pair => pair.Key, pair => pair.Value.Where(House.MayKnow.ContainsKey).ToList());
        while (left.FirstOrDefault(pair => pair.Value.Count == 0).Key is { } free)
        {
            left.Remove(free);
            foreach (var knows in left.Values) knows.Remove(free);
        }

        left.Keys.ShouldBeEmpty("These capabilities know each other in a circle:");
    }

    [Fact]
    public void Domain_GlobalUsings_HideNoCapability() =>
        Repository.Files("Portal.Domain", ".cs", ".csproj")
            .Where(file => GlobalUsing().IsMatch(file.Text))
            .Select(file => file.Path)
            .ShouldBeEmpty("A global using of a capability would hide who knows whom:");

    [Fact]
    public void EveryCapability_StoresOfOthers_AreNeverNamed()
    {
        var owners = Repository.Files("Portal.Domain", "Store.cs")
            .Where(file => file.Room("Portal.Domain") is { } room && room != "Shared")
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file.Name), file => file.Room("Portal.Domain")!);
        var named =
            from file in House.ProductFiles(".cs", ".razor")
            let own = CapabilityOf(file)
            where own is not null
            from store in owners
            where store.Value != own && Regex.IsMatch(file.Code, $@"\bI?{store.Key[1..]}\b")
            select $"{file} names {store.Key} of {store.Value}";

        named.ShouldBeEmpty("A capability's store is its own; others use its operations, reads and events:");
    }

    [Fact]
    public void EveryRoom_OfTheOtherProjects_ExistsInDomain()
    {
        (string Folder, string[] Besides)[] projects =
        [
            ("Portal.Data", ["Nodes", "Providers", "Shared"]),
            ("Portal/Components", ["Shared"]),
            ("Portal.Tests", ["Architecture", "Baseline", "Circuits", "Load", "Nodes", "Shared"]),
            ("Portal.E2E", ["Circuits", "Nodes", "Shared"]),
        ];
        var strangers =
            from project in projects
            from folder in House.FoldersOf(project.Folder)
            where !project.Besides.Contains(folder) && !House.Capabilities.Contains(folder)
            select $"{project.Folder}/{folder}";

        strangers.ShouldBeEmpty("One noun, one folder, the same name in every project; these are not in Portal.Domain:");
    }

    [Fact]
    public void EverySourceFile_Namespace_EqualsItsFolder()
    {
        var misplaced =
            from folder in House.ProductFolders.Append("Portal.Tests").Append("Portal.E2E")
            from file in Repository.Files(folder, ".cs")
            where !file.Name.StartsWith("PortalDbContext.", StringComparison.Ordinal) // parts of one class, each beside its capability
            let declared = Namespace().Match(file.Text)
            where declared.Success && declared.Groups[1].Value != file.Folder.Replace('/', '.')
            select $"{file} declares {declared.Groups[1].Value}";

        misplaced.ShouldBeEmpty("A file's namespace is its folder:");
    }

    private static bool MayKnow(string own, string other) =>
        House.MayKnow.TryGetValue(own, out var known) && known.Contains(other);

    private static bool Names(SourceFile file, string capability) =>
        Regex.IsMatch(file.Code, $@"\bPortal\.Domain\.{capability}\b|(?<![.\w]){capability}\.[A-Z]");

    private static string? CapabilityOf(SourceFile file)
    {
        var room = file.Room("Portal.Domain") ?? file.Room("Portal.Data") ?? file.Room("Portal/Components");
        return House.Capabilities.Contains(room) ? room : null;
    }

    [GeneratedRegex(@"global\s+using\s+Portal\.Domain|<Using\s+Include=""Portal\.Domain")]
    private static partial Regex GlobalUsing();

    [GeneratedRegex(@"^namespace\s+([\w.]+)\s*;?", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
