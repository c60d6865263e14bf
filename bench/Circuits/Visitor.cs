using System.Net;

namespace Portal.Bench.Circuits;

/// <summary>What a browser keeps between requests: its cookies.</summary>
public sealed class Visitor
{
    private CookieContainer? cookies;

    /// <summary>Asks as a browser asks for a page. Redirects are not followed.</summary>
    public Task<HttpResponseMessage> GetAsync(Uri address, CancellationToken ct) => SendAsync(new(HttpMethod.Get, address), ct);

    public Task<HttpResponseMessage> PostAsync(Uri address, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken ct) =>
        SendAsync(new(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(fields) }, ct);

    /// <summary>The value of the Cookie header; null without cookies.</summary>
    public string? CookieHeader(Uri address) => cookies?.GetCookieHeader(address) is { Length: > 0 } header ? header : null;

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var address = Loopback.Checked(request.RequestUri!);
        request.Headers.Accept.ParseAdd("text/html");
        request.Headers.TryAddWithoutValidation("Origin", address.GetLeftPart(UriPartial.Authority));
        if (CookieHeader(address) is { } header) request.Headers.TryAddWithoutValidation("Cookie", header);
        var answer = await Loopback.Http.SendAsync(request, ct);
        if (answer.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var cookie in set) (cookies ??= new()).SetCookies(address, cookie);
        }

        return answer;
    }
}
