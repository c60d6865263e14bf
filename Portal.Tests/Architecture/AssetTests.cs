using System.IO.Compression;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Portal.Tests.Shared;

namespace Portal.Tests.Architecture;

/// <summary>The web root stands outside of the host's project, so nothing but a question to the host shows that it is served.</summary>
public sealed partial class AssetTests(AssetTests.Host host) : IClassFixture<AssetTests.Host>
{
    private const int LargestLoader = 6 * 1024;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryFileOfTheWebRoot_AsksForIt_AnswersWithABody()
    {
        var root = Repository.PathOf("wwwroot");
        var files = Directory.GetFiles(root, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(root, file).Replace('\\', '/')).ToList();

        Assert.Contains(files, file => file.StartsWith("lib/", StringComparison.Ordinal));
        (await BrokenAsync(files.Select(file => "/" + file))).ShouldBeEmpty("These files are not served:");
    }

    [Fact]
    public async Task EveryOpenPage_AssetsItNames_AnswerWithABody()
    {
        var named = new HashSet<string>();
        foreach (var path in OpenPages()) named.UnionWith(await NamedByAsync(path));

        Assert.Contains(named, asset => asset.Contains("/css/", StringComparison.Ordinal));
        (await BrokenAsync(named)).ShouldBeEmpty("Pages name these, and they do not answer:");
    }

    [Fact]
    public async Task EveryModuleThatComponentsImport_AnswersWithABody()
    {
        var modules = House.ProductFiles(".razor", ".cs").SelectMany(file => Module().Matches(file.Text).Select(match => "/" + match.Groups[1].Value)).ToHashSet();

        Assert.NotEmpty(modules);
        (await BrokenAsync(modules)).ShouldBeEmpty("Components import these, and they do not answer:");
    }

    [Fact]
    public void ChatLoader_Gzipped_StaysUnderSixKilobytes()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(File.ReadAllBytes(Repository.PathOf("wwwroot", "embed", "chat.js")));

        Assert.InRange(packed.Length, 1, LargestLoader);
    }

    private static IEnumerable<string> OpenPages() =>
        from type in House.TypesOf(House.Host)
        where type.IsDefined(typeof(AllowAnonymousAttribute), inherit: true)
        from RouteAttribute route in type.GetCustomAttributes(typeof(RouteAttribute), inherit: true)
        where !route.Template.Contains('{', StringComparison.Ordinal)
        select route.Template;

    private async Task<IEnumerable<string>> NamedByAsync(string path)
    {
        using var answer = await host.Client.GetAsync(path, Ct);
        var html = await answer.Content.ReadAsStringAsync(Ct);
        var page = answer.RequestMessage!.RequestUri!;
        var start = BaseAddress().Match(html) is { Success: true } found ? new Uri(page, found.Groups[1].Value) : page;
        return Named().Matches(html).Select(match => new Uri(start, (match.Groups[1].Success ? match.Groups[1] : match.Groups[2]).Value))
            .Where(asset => asset.Host == page.Host)
            .Select(asset => asset.PathAndQuery);
    }

    private async Task<List<string>> BrokenAsync(IEnumerable<string> paths)
    {
        var broken = new List<string>();
        foreach (var path in paths)
        {
            using var answer = await host.Client.GetAsync(path, Ct);
            var body = await answer.Content.ReadAsByteArrayAsync(Ct);
            if (!answer.IsSuccessStatusCode || body.Length == 0) broken.Add($"{(int)answer.StatusCode} {path} ({body.Length} bytes)");
        }

        return broken;
    }

    [GeneratedRegex("""<base\s[^>]*href="([^"]*)""")]
    private static partial Regex BaseAddress();

    [GeneratedRegex("""<(?:script|img|source)\s[^>]*src="([^"#]+)"|<link\s(?=[^>]*rel="(?:stylesheet|icon|preload|modulepreload)")[^>]*href="([^"#]+)""")]
    private static partial Regex Named();

    [GeneratedRegex("""["'](?:\./)?((?:Components|js|lib|embed)/[\w./-]+\.js)["']""")]
    private static partial Regex Module();

    public sealed class Host : IAsyncDisposable
    {
        private readonly PortalHost portal = new();

        public Host() => Client = portal.CreateClient();

        public HttpClient Client { get; }

        public ValueTask DisposeAsync() => portal.DisposeAsync();
    }
}
