using System.Text.RegularExpressions;

namespace Portal.Tests.Shared;

/// <summary>One file of the repository; <paramref name="Path"/> is relative to its root and has forward slashes.</summary>
public sealed partial record SourceFile(string Path, string Text)
{
    private string? code;

    /// <summary>The text without comments and without the contents of one-line strings: what the compiler acts on.</summary>
    public string Code => code ??= Strings().Replace(Comments().Replace(Text, ""), "\"\"");

    public string Name => System.IO.Path.GetFileName(Path);

    public string Folder => System.IO.Path.GetDirectoryName(Path)!.Replace('\\', '/');

    public int Lines => Text.Length == 0 ? 0 : Text.AsSpan().Count('\n') + (Text.EndsWith('\n') ? 0 : 1);

    /// <summary>The path's second part: <c>Routing</c> of <c>Portal.Domain/Routing/Queue.cs</c>; null for files beside it.</summary>
    public string? Room(string project)
    {
        if (!Path.StartsWith(project + "/", StringComparison.Ordinal)) return null;
        var rest = Path[(project.Length + 1)..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? null : rest[..slash];
    }

    public override string ToString() => Path;

    [GeneratedRegex(@"/\*.*?\*/|@\*.*?\*@|<!--.*?-->|(?<![:""'])//[^\n]*", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"""(?:\\.|[^""\\\n])*""")]
    private static partial Regex Strings();
}
