using System.Net.WebSockets;

namespace Portal.Bench.Circuits;

/// <summary>
/// One WebSocket to <c>_blazor</c> after its handshake. Messages are handed over one after the other, in order, on the
/// reading task. Pings go out every seven seconds, and twenty seconds of silence end it, as in the product's pages.
/// </summary>
internal sealed class HubSocket : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(7), Silence = TimeSpan.FromSeconds(20);

    private readonly ClientWebSocket socket = new();
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly CancellationTokenSource over = new();
    private readonly Func<HubMessage, Task> handle;
    private byte[] buffer = [];
    private int held;
    private long heardAt = Environment.TickCount64;

    private HubSocket(Func<HubMessage, Task> handle) => this.handle = handle;

    /// <summary>Ends with the connection, with the reason if there is one. Never faults.</summary>
    public Task<string> Closed { get; private set; } = Task.FromResult("It was never open.");

    /// <exception cref="WebSocketException">The server cannot be reached or refuses.</exception>
    public static async Task<HubSocket> OpenAsync(Uri page, Uri root, Visitor visitor, Func<HubMessage, Task> handle, CancellationToken ct)
    {
        var connection = new HubSocket(handle);
        try
        {
            var hub = new UriBuilder(new Uri(Loopback.Checked(root), "_blazor")) { Scheme = "ws" }.Uri;
            var options = connection.socket.Options;
            options.KeepAliveInterval = TimeSpan.Zero;
            options.SetRequestHeader("Origin", page.GetLeftPart(UriPartial.Authority));
            if (visitor.CookieHeader(root) is { } cookies) options.SetRequestHeader("Cookie", cookies);
            await connection.socket.ConnectAsync(hub, Loopback.Http, ct);
            await connection.GreetAsync(ct);
        }
        catch
        {
            connection.socket.Dispose();
            throw;
        }

        connection.Closed = connection.ReadAsync();
        _ = connection.BeatAsync();
        return connection;
    }

    /// <exception cref="CircuitException">The connection is gone.</exception>
    public async Task SendAsync(ReadOnlyMemory<byte> message)
    {
        await turn.WaitAsync();
        try
        {
            await socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, over.Token);
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            throw new CircuitException("The connection is gone.", fault);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The connection ends without a word, as when the network goes.</summary>
    public void Cut()
    {
        over.Cancel();
        socket.Abort();
    }

    public async ValueTask DisposeAsync()
    {
        Cut();
        await Closed;
        socket.Dispose();
    }

    private async Task GreetAsync(CancellationToken ct)
    {
        await socket.SendAsync(BlazorPack.Handshake, WebSocketMessageType.Text, endOfMessage: true, ct);
        while (true)
        {
            await ReceiveAsync(ct);
            var end = Array.IndexOf(buffer, (byte)0x1e, 0, held);
            if (end < 0) continue;
            if (!buffer.AsSpan(0, end).SequenceEqual("{}"u8)) throw new CircuitException("The server refused the handshake.");
            Drop(end + 1);
            return;
        }
    }

    private async Task<string> ReadAsync()
    {
        await Task.Yield();
        try
        {
            while (true)
            {
                ReadOnlyMemory<byte> rest = buffer.AsMemory(0, held);
                while (BlazorPack.TryRead(ref rest, out var message))
                {
                    if (message.Kind is HubMessageKind.Close) return message.Error ?? "The server closed the circuit.";
                    if (message.Kind is not HubMessageKind.Ping) await handle(message);
                }

                Drop(held - rest.Length);
                await ReceiveAsync(over.Token);
            }
        }
        catch (Exception fault)
        {
            return fault.Message;
        }
        finally
        {
            await over.CancelAsync();
            socket.Abort();
        }
    }

    private async Task ReceiveAsync(CancellationToken ct)
    {
        // Thousands of connections are silent most of the time: none of them holds memory while it waits.
        if (held == 0)
        {
            buffer = [];
            await socket.ReceiveAsync(Memory<byte>.Empty, ct);
        }

        if (buffer.Length - held < 2048) Array.Resize(ref buffer, Math.Max(4096, buffer.Length * 2));
        var received = await socket.ReceiveAsync(buffer.AsMemory(held), ct);
        if (received.MessageType is WebSocketMessageType.Close) throw new CircuitException("The server closed the connection.");
        held += received.Count;
        Interlocked.Exchange(ref heardAt, Environment.TickCount64);
    }

    private void Drop(int count)
    {
        held -= count;
        if (held > 0) buffer.AsSpan(count, held).CopyTo(buffer);
    }

    private async Task BeatAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(Beat);
            while (await timer.WaitForNextTickAsync(over.Token))
            {
                if (Environment.TickCount64 - Interlocked.Read(ref heardAt) > Silence.TotalMilliseconds) Cut();
                else await SendAsync(BlazorPack.Ping);
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or CircuitException)
        {
            // It has ended: whoever waits for Closed knows.
        }
    }
}
