using Portal.Tests.Shared;

namespace Portal.Tests.Architecture;

/// <summary>
/// Ceilings for files. <c>size-exceptions.txt</c> lists the files above theirs as "path lines"; an entry may only shrink
/// and has to go once its file fits.
/// </summary>
public sealed class SizeTests
{
    private static readonly (string Ending, int Limit)[] Product = [(".razor", 250), (".razor.cs", 400), (".cs", 400)];

    private static readonly (string Ending, int Limit)[] Tests = [(".cs", 600)];

    [Fact]
    public void EveryFile_Lines_StayUnderTheCeiling()
    {
        var exceptions = Exceptions();
        var tooLong =
            from entry in Sizes()
            where entry.File.Lines > entry.Limit && entry.File.Lines > exceptions.GetValueOrDefault(entry.File.Path)
            select $"{entry.File}: {entry.File.Lines} lines, {Math.Max(entry.Limit, exceptions.GetValueOrDefault(entry.File.Path))} at most";

        tooLong.ShouldBeEmpty("Split these files by what they decide:");
    }

    [Fact]
    public void EveryException_OnceItsFileShrank_ShrinksToo()
    {
        var sizes = Sizes().ToDictionary(entry => entry.File.Path);
        var stale =
            from exception in Exceptions()
            let now = sizes.TryGetValue(exception.Key, out var entry) ? entry.File.Lines : 0
            where now < exception.Value
            select $"{exception.Key}: listed with {exception.Value} lines, has {now}";

        stale.ShouldBeEmpty("size-exceptions.txt only shrinks; bring these entries down, or drop them where the file fits:");
    }

    private static IEnumerable<(SourceFile File, int Limit)> Sizes() =>
        Measure(House.ProductFiles(".cs", ".razor"), Product)
            .Concat(Measure(new[] { "Portal.Tests", "Portal.E2E" }.SelectMany(folder => Repository.Files(folder, ".cs")), Tests));

    private static IEnumerable<(SourceFile File, int Limit)> Measure(IEnumerable<SourceFile> files, (string Ending, int Limit)[] limits) =>
        files.Select(file => (file, limits.First(limit => file.Path.EndsWith(limit.Ending, StringComparison.Ordinal)).Limit));

    private static Dictionary<string, int> Exceptions() =>
        File.ReadLines(Repository.PathOf("Portal.Tests", "Architecture", "size-exceptions.txt"))
            .Where(line => line.Length > 0 && !line.StartsWith('#'))
            .Select(line => line.Split(' '))
            .ToDictionary(parts => parts[0], parts => int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
}
