namespace Portal.Tests.Shared;

/// <summary>The repository's own files, for tests about the house itself.</summary>
public static class Repository
{
    private static readonly string[] Unread = ["bin", "obj", "node_modules", ".git", "artifacts", "data", "lib"];

    public static string Root { get; } = FindRoot();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>All files under <paramref name="folder"/> with one of the endings, generated migrations left out.</summary>
    public static IEnumerable<SourceFile> Files(string folder, params string[] endings)
    {
        var start = PathOf(folder.Split('/'));
        return Directory.Exists(start) ? Walk(start, endings) : [];
    }

    private static IEnumerable<SourceFile> Walk(string folder, string[] endings)
    {
        foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
            if (endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal)))
                yield return new SourceFile(Path.GetRelativePath(Root, file).Replace('\\', '/'), File.ReadAllText(file));

        foreach (var inner in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
            if (!Unread.Contains(Path.GetFileName(inner)) && Path.GetFileName(inner) != "Migrations")
                foreach (var file in Walk(inner, endings))
                    yield return file;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Portal.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests must run inside the repository.");
    }
}
