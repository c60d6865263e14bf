using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using Portal.Bench.Circuits;
using Portal.Bench.Load;

namespace Portal.Bench.Baseline;

/// <summary>Takes the echo of its own message for the word that it is stored: nothing is echoed before.</summary>
internal sealed class SocketEnd : IBareEnd
{
    private const int Longest = 16 * 1024;

    private readonly End end;
    private readonly ILoadEar ear;
    private readonly ClientWebSocket socket = new();
    private TaskCompletionSource? stored;
    private Task reading = Task.CompletedTask;

    private SocketEnd(End end, ILoadEar ear) => (this.end, this.ear) = (end, ear);

    public static async Task<SocketEnd> OpenAsync(Uri server, Guid conversation, End end, ILoadEar ear, CancellationToken ct)
    {
        var opened = new SocketEnd(end, ear);
        try
        {
            await opened.socket.ConnectAsync(new UriBuilder(new Uri(Loopback.Checked(server), $"socket/{conversation}/{end}")) { Scheme = "ws" }.Uri, Loopback.Http, ct);
        }
        catch
        {
            opened.socket.Dispose();
            throw;
        }

        opened.reading = opened.ReadAsync();
        return opened;
    }

    public async Task SendAsync(string text, CancellationToken ct)
    {
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref stored, answer);
        await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, ct);
        if (await Task.WhenAny(answer.Task, reading).WaitAsync(ct) != answer.Task) throw new WebSocketException("The connection is gone.");
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[Longest];
        try
        {
            while (await BareSocket.ReadAsync(socket, buffer, CancellationToken.None) is { } frame)
            {
                var from = (End)(frame[0] - '0');
                ear.Hear(end, from, frame.AsSpan(1), Stopwatch.GetTimestamp());
                if (from == end) Volatile.Read(ref stored)?.TrySetResult();
            }
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Whoever sends learns that the connection is gone.
        }
    }

    public async ValueTask DisposeAsync()
    {
        socket.Abort();
        await reading;
        socket.Dispose();
    }
}
