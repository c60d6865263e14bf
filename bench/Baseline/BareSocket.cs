using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Portal.Bench.Load;

namespace Portal.Bench.Baseline;

/// <summary>One socket is one end of one conversation. A text frame each way: in, what is said; out, the speaker's digit before it.</summary>
internal static class BareSocket
{
    private const int Longest = 16 * 1024;

    public static async Task RunAsync(HttpContext context, Guid conversation, End end, BareRooms rooms)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var room = rooms.Of(conversation);
        using var ear = room.Listen(message => socket.SendAsync(Encoding.UTF8.GetBytes($"{(int)message.From}{message.Text}"), WebSocketMessageType.Text, true, CancellationToken.None));
        var buffer = new byte[Longest];
        try
        {
            while (await ReadAsync(socket, buffer, context.RequestAborted) is { } text) await room.PostAsync(new(end, text));
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException)
        {
            // The other side hung up without a word.
        }
    }

    /// <summary>The next whole message; null when the other side has closed.</summary>
    public static async Task<string?> ReadAsync(WebSocket socket, byte[] buffer, CancellationToken ct)
    {
        var held = 0;
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(held), ct);
            if (received.MessageType is WebSocketMessageType.Close) return null;
            held += received.Count;
            if (received.EndOfMessage) return Encoding.UTF8.GetString(buffer, 0, held);
            if (held == buffer.Length) throw new WebSocketException("A message is longer than any message.");
        }
    }
}
