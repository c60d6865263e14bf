namespace Portal.Domain.Channels;

public sealed class ChannelsOptions
{
    public const string Section = "Channels";

    /// <summary>
    /// Where customers reach Portal, such as <c>https://chat.example.com</c>: for snippets and links that leave it. Without it
    /// the address by which an admin reaches the page is used.
    /// </summary>
    public string? PublicUrl { get; init; }

    public static bool IsValid(ChannelsOptions options) =>
        options.PublicUrl is null or "" || (Uri.TryCreate(options.PublicUrl, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.Query.Length + uri.Fragment.Length == 0);

    /// <summary>The address with a slash at its end.</summary>
    public string Base(string fallback) => (PublicUrl is { Length: > 0 } own ? own : fallback).TrimEnd('/') + "/";
}
