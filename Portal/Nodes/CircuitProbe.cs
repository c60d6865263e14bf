using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Portal.Nodes;

/// <summary>
/// Opens a page of this server as a browser does, up to the first drawing of its circuit, and leaves again. Speaks just
/// enough of the circuits' protocol (MessagePack over a WebSocket) for that.
/// </summary>
internal sealed partial class CircuitProbe(HttpClient http)
{
    /// <returns>How long it took until the page was drawn, in milliseconds.</returns>
    /// <exception cref="InvalidDataException">The page has no circuit, or the circuit ended without drawing anything.</exception>
    public async Task<double> OpenAsync(string path, CancellationToken ct)
    {
        var began = TimeProvider.System.GetTimestamp();
        var page = await http.GetStringAsync(path, ct);
        var markers = Marker().Matches(page).Select(m => m.Groups[1].Value).Where(IsServer).ToList();
        if (markers.Count == 0) throw new InvalidDataException($"{path} has no circuit.");
        var state = State().Match(page).Groups[1].Value;

        using var socket = new ClientWebSocket();
        if (http.DefaultRequestHeaders.Host is { } host) socket.Options.SetRequestHeader("Host", host);
        if (http.DefaultRequestHeaders.TryGetValues(NodeState.WarmUpHeader, out var keys)) socket.Options.SetRequestHeader(NodeState.WarmUpHeader, keys.Single());
        await socket.ConnectAsync(new UriBuilder(new Uri(http.BaseAddress!, "_blazor")) { Scheme = "ws" }.Uri, ct);
        await socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"), WebSocketMessageType.Text, true, ct);
        await SendAsync(socket, "0", "StartCircuit", [http.BaseAddress!.ToString(), new Uri(http.BaseAddress, path).ToString(), "[]", state], ct);
        var circuit = CircuitOf(await UntilAsync(socket, [0xA1, (byte)'0', 3], ct));
        var operations = markers.Select((marker, i) => $$"""{"type":"add","ssrComponentId":{{i + 1}},"marker":{{marker}}}""");
        await SendAsync(socket, null, "UpdateRootComponents", [$$"""{"batchId":1,"operations":[{{string.Join(',', operations)}}]}""", state], ct);
        await UntilAsync(socket, "JS.RenderBatch"u8.ToArray(), ct);
        var took = TimeProvider.System.GetElapsedTime(began).TotalMilliseconds;

        // As the browser says when a page is closed: nothing of it is kept.
        using var goodbye = await http.PostAsync("_blazor/disconnect", new MultipartFormDataContent { { new StringContent(circuit), "circuitId" } }, ct);
        socket.Abort();
        return took;
    }

    private static bool IsServer(string marker)
    {
        using var json = JsonDocument.Parse(marker);
        return json.RootElement.TryGetProperty("type", out var type) && type.GetString() == "server";
    }

    /// <summary>Reads until something in what came contains the bytes, and returns what came from there on.</summary>
    private static async Task<byte[]> UntilAsync(WebSocket socket, byte[] wanted, CancellationToken ct)
    {
        var seen = new List<byte>();
        var buffer = new byte[32 * 1024];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer, ct);
            if (part.MessageType is WebSocketMessageType.Close) throw new InvalidDataException("The circuit ended.");
            seen.AddRange(buffer.AsSpan(0, part.Count));
            var all = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(seen);
            var at = all.IndexOf(wanted);
            if (at >= 0 && part.EndOfMessage) return all[at..].ToArray();
        }
    }

    /// <summary>The text behind a completion's id and kind.</summary>
    private static string CircuitOf(byte[] completion)
    {
        var text = completion.AsSpan(3);
        return text[0] switch
        {
            0xD9 => Encoding.UTF8.GetString(text.Slice(2, text[1])),
            0xDA => Encoding.UTF8.GetString(text.Slice(3, BinaryPrimitives.ReadUInt16BigEndian(text[1..]))),
            _ => throw new InvalidDataException("The circuit was refused."),
        };
    }

    private static async Task SendAsync(WebSocket socket, string? id, string target, string[] arguments, CancellationToken ct)
    {
        var body = new List<byte> { 0x96, 0x01, 0x80 };
        if (id is null) body.Add(0xC0);
        else Text(body, id);
        Text(body, target);
        body.Add((byte)(0x90 | arguments.Length));
        foreach (var argument in arguments) Text(body, argument);
        body.Add(0x90);
        var message = new List<byte>();
        for (var length = body.Count; ; length >>= 7)
        {
            message.Add((byte)(length > 0x7F ? (length & 0x7F) | 0x80 : length));
            if (length <= 0x7F) break;
        }

        message.AddRange(body);
        await socket.SendAsync(message.ToArray(), WebSocketMessageType.Binary, true, ct);
    }

    private static void Text(List<byte> to, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> head = stackalloc byte[5];
        head[0] = 0xDB;
        BinaryPrimitives.WriteInt32BigEndian(head[1..], bytes.Length);
        to.AddRange(head);
        to.AddRange(bytes);
    }

    [GeneratedRegex(@"<!--Blazor:(\{.*?\})-->", RegexOptions.Singleline)]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->", RegexOptions.Singleline)]
    private static partial Regex State();
}
