using System.Collections.Concurrent;
using System.Net;
using AngleSharp.Dom;
using Ganss.Xss;
using Markdig;
using Markdig.Parsers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Components;

namespace Portal.Components.Conversations;

/// <summary>
/// Turns what people write into safe HTML: bold, italics, code, lists, quotes and links of a Markdown subset, and nothing
/// else. Markdig writes the HTML, the sanitiser then keeps only what is on its list, so that neither has to be perfect.
/// The only place that makes a <see cref="MarkupString" />.
/// </summary>
public static class MarkdownText
{
    /// <summary>Characters of source text that one generation of the cache holds; there are at most two.</summary>
    private const int CacheSize = 2_000_000;

    private static readonly HashSet<string> Schemes = new(StringComparer.OrdinalIgnoreCase) { "http", "https", "mailto", "tel" };
    private static readonly MarkdownPipeline Pipeline = CreatePipeline();
    private static readonly HtmlSanitizer Sanitizer = CreateSanitizer();

    private static ConcurrentDictionary<string, MarkupString> young = new(StringComparer.Ordinal);
    private static ConcurrentDictionary<string, MarkupString> old = new(StringComparer.Ordinal);
    private static int youngSize;

    /// <summary>Never throws: what cannot be read as Markdown is shown as it was written.</summary>
    public static MarkupString Render(string? text)
    {
        if (string.IsNullOrEmpty(text)) return default;
        if (young.TryGetValue(text, out var known)) return known;
        var html = old.TryGetValue(text, out known) ? known : new MarkupString(ToHtml(text));
        if (young.TryAdd(text, html) && Interlocked.Add(ref youngSize, text.Length + 100) > CacheSize)
        {
            // Two pages may do this at once and drop more than needed: it is only a cache.
            Volatile.Write(ref youngSize, 0);
            old = Interlocked.Exchange(ref young, new ConcurrentDictionary<string, MarkupString>(StringComparer.Ordinal));
        }

        return html;
    }

    private static string ToHtml(string text)
    {
        try
        {
            var document = Markdown.Parse(text, Pipeline);
            foreach (var link in document.Descendants<LinkInline>()) link.IsImage = false;
            return Sanitizer.Sanitize(document.ToHtml(Pipeline)).TrimEnd();
        }
        catch (Exception)
        {
            // Nested too deeply, or a defect of the parser: the words still have to arrive.
            return $"<p>{WebUtility.HtmlEncode(text).ReplaceLineEndings("<br>")}</p>";
        }
    }

    private static MarkdownPipeline CreatePipeline()
    {
        var builder = new MarkdownPipelineBuilder()
            .DisableHtml()
            .DisableHeadings()
            .UseAutoLinks(new() { UseHttpsForWWWLinks = true })
            .UseSoftlineBreakAsHardlineBreak();
        // People indent and draw lines without meaning code and sections.
        builder.BlockParsers.TryRemove<IndentedCodeBlockParser>();
        builder.BlockParsers.TryRemove<ThematicBreakParser>();
        return builder.Build();
    }

    private static HtmlSanitizer CreateSanitizer()
    {
        var sanitizer = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "p", "br", "strong", "em", "code", "pre", "ul", "ol", "li", "blockquote", "a" },
            AllowedAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href", "start" },
            AllowedSchemes = Schemes,
            UriAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href" },
            AllowedCssProperties = new HashSet<string>(),
            AllowedAtRules = new HashSet<AngleSharp.Css.Dom.CssRuleType>(),
        });
        sanitizer.PostProcessNode += (_, e) =>
        {
            if (e.Node is IElement { LocalName: "a" } link) Complete(link);
        };
        return sanitizer;
    }

    private static void Complete(IElement link)
    {
        var address = link.GetAttribute("href");
        if (!Uri.TryCreate(address, UriKind.Absolute, out var target) || !Schemes.Contains(target.Scheme))
        {
            // Nowhere to go: its scheme was refused, or it points into this very site.
            link.Replace([.. link.ChildNodes]);
            return;
        }

        // A label that names another place than the link leads to is a trap: the real address is shown instead.
        var label = link.TextContent.Trim();
        if (LooksLikeAddress(label) && HostOf(label) != target.Host) link.TextContent = address!;
        link.SetAttribute("rel", "noopener nofollow");
        link.SetAttribute("target", "_blank");
    }

    private static bool LooksLikeAddress(string label) =>
        label.Contains("://", StringComparison.Ordinal) || label.StartsWith("www.", StringComparison.OrdinalIgnoreCase);

    private static string? HostOf(string label) =>
        Uri.TryCreate(label.Contains("://", StringComparison.Ordinal) ? label : "https://" + label, UriKind.Absolute, out var uri) ? uri.Host : null;
}
