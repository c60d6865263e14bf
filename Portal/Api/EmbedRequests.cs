using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portal.Api;

/// <summary>What the loader asks when a page with a chat button is loaded. Everything in it comes from a browser.</summary>
public sealed record HelloRequest(string? Token = null);

/// <summary>How the loader draws the launcher.</summary>
public sealed record HelloAnswer(
    string Language, string Direction, string Title, string Open, string Close, string? Teaser, string Dismiss,
    string Brand, string Position, bool Launcher, int Unread, string UnreadText);

/// <summary>Who the host page says its visitor is.</summary>
public sealed record IdentifyRequest(
    string Id, string? Hash = null, string? Name = null, string? Email = null, string? Token = null, Dictionary<string, JsonElement>? Attributes = null)
{
    /// <summary>Plain values only; null when something else is among them.</summary>
    public IReadOnlyDictionary<string, string?>? PlainAttributes()
    {
        var plain = new Dictionary<string, string?>();
        foreach (var (name, value) in Attributes ?? [])
        {
            if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array) return null;
            plain[name] = value.ValueKind is JsonValueKind.Null ? null : value.ToString();
        }

        return plain;
    }
}

public sealed record IdentifyAnswer(string Token);

/// <summary>Reads small JSON bodies, whatever their content type says, and believes no field of another type.</summary>
internal static class EmbedBody
{
    private const int Longest = 32 * 1024;

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        MaxDepth = 6,
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <returns>Null for anything that is not such a request.</returns>
    public static async Task<T?> ReadAsync<T>(HttpRequest request, CancellationToken ct) where T : class
    {
        var body = new byte[Longest + 1];
        var length = await request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, ct);
        if (length > Longest) return null;
        try
        {
            return JsonSerializer.Deserialize<T>(body.AsSpan(0, length), Strict);
        }
        catch (JsonException)
        {
            return null; // Not ours, or made by somebody who tries things out.
        }
    }
}
