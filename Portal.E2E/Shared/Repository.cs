namespace Portal.E2E.Shared;

/// <summary>Where the repository and the built server lie, seen from the built tests.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The server as the build left it, in the same configuration as these tests.</summary>
    public static string ServerAssembly { get; } = Path.Combine(
        Root, "Portal", "bin", Configuration(), new DirectoryInfo(AppContext.BaseDirectory).Name, "Portal.dll");

    public static string Artifacts(string folder) =>
        Directory.CreateDirectory(Path.Combine(Root, "artifacts", folder)).FullName;

    private static string Configuration() => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Portal.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests must run inside the repository.");
    }
}
