using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Portal.E2E.Conversations.Faults;

/// <summary>What a <see cref="FaultProxy"/> does to what passes through it. Everything at its default is a good network.</summary>
public sealed record NetworkFault
{
    public static readonly NetworkFault None = new();

    /// <summary>How much later each byte arrives, in each direction.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The most bytes of a second towards the client: a slow reader. Zero is no limit.</summary>
    public int BytesPerSecond { get; init; }

    /// <summary>Nothing arrives any more, and nobody is told. What was under way arrives once it is over.</summary>
    public bool BlackHole { get; init; }

    /// <summary>As <see cref="BlackHole"/>, and nobody new gets through either: what two sides of a torn network see.</summary>
    public bool Partition { get; init; }

    /// <summary>Each connection breaks after this many further bytes, wherever in a frame that is. Zero is never.</summary>
    public long BreakAfterBytes { get; init; }
}

/// <summary>A TCP proxy on loopback that behaves as badly as it is told to. Changes take effect on open connections too.</summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private const int Chunk = 16 * 1024;

    private readonly IPEndPoint target;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<Connection, byte> connections = new();
    private readonly Task accepting;
    private readonly List<Socket> knocks = [];
    private volatile State state = new(NetworkFault.None);
    private long bytes;

    public FaultProxy(IPEndPoint target)
    {
        this.target = target;
        listener.Start(512);
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync();
    }

    public int Port { get; }

    public int Connections => connections.Count;

    /// <summary>Bytes that have passed so far, in both directions.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    public NetworkFault Fault
    {
        get => state.Fault;
        set
        {
            var before = state;
            foreach (var connection in connections.Keys) connection.Budget = value.BreakAfterBytes;
            state = new State(value);
            before.Over.TrySetResult();
        }
    }

    /// <summary>Ends every connection as a process does that exits.</summary>
    /// <returns>How many there were.</returns>
    public int CloseAll() => End(reset: false);

    /// <summary>Ends every connection with RST, as a crashed host or a firewall does: what was under way is lost.</summary>
    /// <returns>How many there were.</returns>
    public int ResetAll() => End(reset: true);

    /// <summary>
    /// What a machine does that loses its power: nothing arrives any more, no connection ends, and whoever knocks is not even
    /// refused. For good.
    /// </summary>
    public async Task VanishAsync(CancellationToken ct)
    {
        Fault = new() { BlackHole = true };
        listener.Stop();
        await accepting;
        // In its place a queue of one that is full: the kernel ignores everybody else.
        var deaf = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        knocks.Add(deaf);
        deaf.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        deaf.Bind(new IPEndPoint(IPAddress.Loopback, Port));
        deaf.Listen(0);
        for (var i = 0; i < 20; i++)
        {
            var knock = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            knocks.Add(knock);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(TimeSpan.FromMilliseconds(200));
            try
            {
                await knock.ConnectAsync(new IPEndPoint(IPAddress.Loopback, Port), limit.Token);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                return;
            }
        }

        throw new InvalidOperationException("This system answers everybody who knocks.");
    }

    private int End(bool reset)
    {
        var open = connections.Keys.ToList();
        foreach (var connection in open) connection.End(reset);
        return open.Count;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                _ = ServeAsync(client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The proxy ends.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = new Connection(client, new TcpClient()) { Budget = state.Fault.BreakAfterBytes };
        connections[connection] = 0;
        try
        {
            for (var now = state; now.Fault.Partition; now = state) await now.Over.Task.WaitAsync(connection.Ended);
            await connection.Server.ConnectAsync(target, connection.Ended);
            connection.Client.NoDelay = connection.Server.NoDelay = true;
            var there = PumpAsync(connection, connection.Client.GetStream(), connection.Server.GetStream(), limited: false);
            var back = PumpAsync(connection, connection.Server.GetStream(), connection.Client.GetStream(), limited: true);
            await Task.WhenAll(there, back);
        }
        catch (Exception e) when (IsEnd(e))
        {
            // One side went, or the target is not there: the other side sees its connection end.
        }
        finally
        {
            connection.End(reset: false);
            connections.TryRemove(connection, out _);
        }
    }

    /// <summary>Reading and writing are apart, so that a delay moves everything later and makes nothing slower.</summary>
    private async Task PumpAsync(Connection connection, NetworkStream from, NetworkStream to, bool limited)
    {
        var onTheWay = Channel.CreateBounded<(byte[] Data, long Read)>(64);
        var writing = WriteAsync(connection, onTheWay.Reader, to, limited);
        var buffer = new byte[Chunk];
        try
        {
            while (await from.ReadAsync(buffer, connection.Ended) is > 0 and var read)
            {
                await onTheWay.Writer.WriteAsync((buffer[..read], Environment.TickCount64), connection.Ended);
            }
        }
        catch (Exception e) when (IsEnd(e))
        {
            connection.End(reset: false);
        }
        finally
        {
            onTheWay.Writer.TryComplete();
        }

        await writing;
        if (!connection.Ended.IsCancellationRequested) to.Socket.Shutdown(SocketShutdown.Send);
    }

    private async Task WriteAsync(Connection connection, ChannelReader<(byte[] Data, long Read)> onTheWay, NetworkStream to, bool limited)
    {
        try
        {
            await foreach (var (data, read) in onTheWay.ReadAllAsync(connection.Ended))
            {
                for (var sent = 0; sent < data.Length;)
                {
                    var now = state;
                    if (now.Fault is { BlackHole: true } or { Partition: true })
                    {
                        await now.Over.Task.WaitAsync(connection.Ended);
                        continue;
                    }

                    var late = read + (long)now.Fault.Delay.TotalMilliseconds - Environment.TickCount64;
                    if (late > 0) await Task.Delay((int)late, connection.Ended);
                    var part = Math.Min(data.Length - sent, limited && now.Fault.BytesPerSecond is > 0 and var most ? Math.Max(1, most / 10) : Chunk);
                    // Taken and counted before it goes: whoever has received it finds it counted, and the answer to it has none left.
                    var isLast = connection.Take(ref part);
                    Interlocked.Add(ref bytes, part);
                    await to.WriteAsync(data.AsMemory(sent, part), connection.Ended);
                    sent += part;
                    if (isLast) throw new IOException("Broken off as told.");
                    if (limited && now.Fault.BytesPerSecond > 0) await Task.Delay(100, connection.Ended);
                }
            }
        }
        catch (Exception e) when (IsEnd(e))
        {
            connection.End(reset: true);
        }
    }

    private static bool IsEnd(Exception e) => e is IOException or SocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        CloseAll();
        foreach (var knock in knocks) knock.Dispose();
        listener.Dispose();
        stop.Dispose();
    }

    private sealed record State(NetworkFault Fault)
    {
        /// <summary>Completed as soon as another fault, or none, takes its place.</summary>
        public TaskCompletionSource Over { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Connection(TcpClient client, TcpClient server) : IDisposable
    {
        private readonly CancellationTokenSource ended = new();
        private long budget;
        private int over;

        public TcpClient Client => client;

        public TcpClient Server => server;

        public CancellationToken Ended => ended.Token;

        /// <summary>Bytes until it breaks; zero is never.</summary>
        public long Budget
        {
            get => Interlocked.Read(ref budget);
            set => Interlocked.Exchange(ref budget, value);
        }

        /// <returns>Whether that was the last byte that gets through.</returns>
        /// <summary>Takes as much of the budget as there is, at most <paramref name="part"/>, where there is one.</summary>
        /// <returns>Whether that was the rest of it.</returns>
        /// <exception cref="IOException">There was nothing left.</exception>
        public bool Take(ref int part)
        {
            while (true)
            {
                var left = Budget;
                if (left == 0) return false;
                if (left < 0) throw new IOException("Broken off as told.");
                var taken = (int)Math.Min(part, left);
                if (Interlocked.CompareExchange(ref budget, left == taken ? -1 : left - taken, left) != left) continue;
                part = taken;
                return left == taken;
            }
        }

        public void End(bool reset)
        {
            if (Interlocked.Exchange(ref over, 1) == 1) return;
            foreach (var side in new[] { client, server })
            {
                // Closing the socket itself, with no time to linger, is what makes it say RST; its stream would say goodbye first.
                if (reset) side.Client?.Close(0);
                else side.Close();
            }

            ended.Cancel();
        }

        public void Dispose()
        {
            client.Dispose();
            server.Dispose();
        }
    }
}
