using System.Reflection;
using System.Xml.Linq;
using Portal.Tests.Shared;

namespace Portal.Tests.Architecture;

/// <summary>Project files are read too: the compiler drops references that nothing uses from the assembly.</summary>
public sealed class ReferenceTests
{
    private static readonly string[] Interface =
        ["MudBlazor", "Microsoft.AspNetCore.Components", "Microsoft.AspNetCore.Mvc", "Microsoft.AspNetCore.SignalR", "Hangfire"];

    [Fact]
    public void Domain_ProjectFile_ReferencesOnlyAbstractions() =>
        ReferencesIn("Portal.Domain")
            .Where(name => !name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal))
            .ShouldBeEmpty("Portal.Domain may reference Microsoft.Extensions.* abstractions only:");

    [Fact]
    public void Domain_Assembly_ReferencesNoDatabaseAndNoHost() =>
        Names(House.Domain)
            .Where(name => name.Contains("EntityFramework", StringComparison.Ordinal)
                || name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
                || name.StartsWith("Portal", StringComparison.Ordinal))
            .ShouldBeEmpty("Portal.Domain must know neither database nor host:");

    [Fact]
    public void Data_ProjectFile_ReferencesDomainAndNoUserInterface() =>
        ReferencesIn("Portal.Data")
            .Where(name => name.StartsWith("Portal", StringComparison.Ordinal) ? name != "Portal.Domain" : IsInterface(name))
            .ShouldBeEmpty("Portal.Data may reference Portal.Domain and no user interface:");

    [Fact]
    public void Data_Assembly_ReferencesNoUserInterface() =>
        Names(House.Data)
            .Where(name => IsInterface(name) || name == "Portal")
            .ShouldBeEmpty("Portal.Data must not know the user interface:");

    [Fact]
    public void EveryProject_Packages_TakeTheirVersionsFromOnePlace() =>
        Directory.GetFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
            .Where(file => XDocument.Load(file).Descendants("PackageReference")
                .Any(reference => reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null))
            .ShouldBeEmpty("Versions belong in Directory.Packages.props:");

    private static bool IsInterface(string name) => Interface.Any(part => name.StartsWith(part, StringComparison.Ordinal));

    private static IEnumerable<string> Names(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(reference => reference.Name!);

    private static IEnumerable<string> ReferencesIn(string project) =>
        XDocument.Load(Repository.PathOf(project, project + ".csproj")).Descendants()
            .Where(element => element.Name.LocalName is "PackageReference" or "ProjectReference" or "FrameworkReference" or "Reference")
            .Select(element => element.Attribute("Include")!.Value)
            .Select(include => include.EndsWith(".csproj", StringComparison.Ordinal) ? Path.GetFileNameWithoutExtension(include) : include);
}
