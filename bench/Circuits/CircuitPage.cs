using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Portal.Bench.Circuits;

/// <summary>A page that a circuit can bring to life: where its components stand, and the state that goes with them.</summary>
/// <param name="Address">Where it was read; what a browser shows in its address bar.</param>
/// <param name="Base">What relative addresses start from, ending in a slash.</param>
/// <param name="Markers">One JSON text for each interactive component, to be handed back as it is.</param>
/// <param name="State">Sealed by the server; empty when the page has none.</param>
/// <param name="Html">The whole page.</param>
public sealed partial record CircuitPage(Uri Address, Uri Base, IReadOnlyList<string> Markers, string State, string Html)
{
    /// <exception cref="CircuitException">The server refused, or the page has nothing interactive.</exception>
    public static async Task<CircuitPage> FetchAsync(Visitor visitor, Uri address, CancellationToken ct)
    {
        using var answer = await visitor.GetAsync(address, ct);
        if (answer.StatusCode is not HttpStatusCode.OK) throw new CircuitException($"{address.PathAndQuery} was answered with {(int)answer.StatusCode}.");
        var page = Parse(address, await answer.Content.ReadAsStringAsync(ct));
        return page.Markers.Count > 0 ? page : throw new CircuitException($"{address.PathAndQuery} has nothing interactive.");
    }

    public static CircuitPage Parse(Uri address, string html)
    {
        // The comment that closes a component carries only the id of its beginning.
        var markers = MarkerComments().Matches(html).Select(m => m.Groups[1].Value).Where(IsBeginning).ToList();
        var start = BaseElement().Match(html);
        return new(address, new Uri(address, start.Success ? WebUtility.HtmlDecode(start.Groups[1].Value) : "/"), markers,
            StateComment().Match(html) is { Success: true } state ? state.Groups[1].Value : "", html);
    }

    private static bool IsBeginning(string json)
    {
        using var marker = JsonDocument.Parse(json);
        return marker.RootElement.TryGetProperty("type", out var type) && type.GetString() == "server";
    }

    /// <summary>Says which components the circuit shall bring to life, as the call after the start of a circuit takes it.</summary>
    internal string AddComponents() =>
        $$"""{"batchId":1,"operations":[{{string.Join(',', Markers.Select((marker, i) => $$"""{"type":"add","ssrComponentId":{{i + 1}},"marker":{{marker}}}"""))}}]}""";

    [GeneratedRegex("<!--Blazor:({.*?})-->")]
    private static partial Regex MarkerComments();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->")]
    private static partial Regex StateComment();

    [GeneratedRegex("<base href=\"([^\"]*)\"")]
    private static partial Regex BaseElement();
}

/// <summary>A circuit that could not be opened, was refused, or has ended while somebody waited for it.</summary>
public sealed class CircuitException(string message, Exception? inner = null) : Exception(message, inner);
