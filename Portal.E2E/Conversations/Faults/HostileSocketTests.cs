using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Portal.E2E.Shared;

namespace Portal.E2E.Conversations.Faults;

/// <summary>Garbage on the socket ends that socket. The process lives, stays small, and answers everybody else.</summary>
public sealed class HostileSocketTests(HostileSocketTests.OwnServer own) : IClassFixture<HostileSocketTests.OwnServer>
{
    /// <summary>The server waits fifteen seconds for a greeting; everything else ends at once.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    /// <summary>What a few thousand hostile connections may leave behind, garbage that is not collected yet included.</summary>
    private const long MostGrowth = 256L << 20;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private PortalServer Server => own.Server;

    [Fact]
    public async Task Greetings_ThatAreNone_EndTheirConnections() => await ShouldAllEndAsync(HostileFrames.Greetings, ConnectAsync, WebSocketMessageType.Text);

    [Fact]
    public async Task BrokenMessages_AfterTheHandshake_EndTheirConnections() => await ShouldAllEndAsync(HostileFrames.Broken, GreetedAsync);

    [Fact]
    public async Task MisplacedCalls_AfterTheHandshake_AreRefusedAndEndTheirConnections() => await ShouldAllEndAsync(HostileFrames.Misplaced, GreetedAsync);

    [Fact]
    public async Task IncompleteMessagesAndUnknownCalls_AfterTheHandshake_CostNothingButTheirConnections()
    {
        await ShouldLiveAsync();
        var before = Memory();
        var open = new List<ClientWebSocket>();
        try
        {
            for (var i = 0; i < 20; i++)
            {
                foreach (var frame in HostileFrames.Tolerated.Values)
                {
                    open.Add(await GreetedAsync());
                    await SendAsync(open[^1], frame);
                }
            }

            await ShouldLiveAsync();
            Assert.InRange(Memory() - before, long.MinValue, MostGrowth);
        }
        finally
        {
            foreach (var socket in open) socket.Dispose();
        }
    }

    [Fact]
    public async Task TextFrames_WhereBytesAreDue_EndTheirConnections() => await ShouldAllEndAsync(HostileFrames.Texts, GreetedAsync, WebSocketMessageType.Text);

    [Fact]
    public async Task MessageWithoutAnEnd_InManyFragments_IsNotCollectedForever()
    {
        using var socket = await GreetedAsync();
        var part = new byte[16 * 1024];
        part[0] = part[1] = part[2] = 0xFF;
        part[3] = 0x07; // the length that all these fragments pretend to fill: 16 MiB
        var sent = 0L;
        try
        {
            for (; sent < 64L << 20; sent += part.Length) await socket.SendAsync(part, WebSocketMessageType.Binary, endOfMessage: false, Ct);
        }
        catch (Exception e) when (e is WebSocketException or IOException)
        {
            // Cut off, as wanted.
        }

        Assert.InRange(sent, 0, 32L << 20);
        await ShouldLiveAsync();
    }

    [Fact]
    public async Task Frames_AgainstTheWebSocketRules_EndTheirConnections()
    {
        var ends = await Task.WhenAll(HostileFrames.AgainstTheRules.Select(async frame =>
        {
            using var client = await UpgradedAsync();
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
            limit.CancelAfter(Patience);
            var stream = client.GetStream();
            try
            {
                await stream.WriteAsync(frame.Value, limit.Token);
                while (await stream.ReadAsync(new byte[4096], limit.Token) > 0)
                {
                    // What the server says about it.
                }
            }
            catch (IOException)
            {
                // Reset: ended as well.
            }
            catch (OperationCanceledException)
            {
                return (frame.Key, Ends: false);
            }

            return (frame.Key, Ends: true);
        }));

        await ShouldLiveAsync();
        Assert.All(ends, e => Assert.True(e.Ends, $"After {e.Key} the connection went on."));
    }

    [Fact]
    public async Task ThousandQuickConnections_ThatSayNothingOrGarbage_AreForgotten()
    {
        await ShouldLiveAsync();
        var before = Memory();
        await Parallel.ForEachAsync(Enumerable.Range(0, 1000), new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = Ct }, async (i, ct) =>
        {
            switch (i % 4)
            {
                case 0:
                    using (var silent = new TcpClient()) await silent.ConnectAsync(IPAddress.Loopback, Server.Address.Port, ct);
                    break;
                case 1:
                    using (await ConnectAsync()) break;
                case 2:
                    using (await GreetedAsync()) break;
                default:
                    using (var garbage = await GreetedAsync()) await SendAsync(garbage, HostileFrames.Broken["random bytes"]);
                    break;
            }
        });

        await ShouldLiveAsync();
        await UntilAsync(() => Sockets() < 100, "The server still holds the connections that went away.");
        Assert.InRange(Memory() - before, long.MinValue, MostGrowth);
    }

    private async Task<ClientWebSocket> ConnectAsync()
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(new Uri(Server.Address, "_blazor")) { Scheme = "ws" }.Uri, Ct);
        return socket;
    }

    private async Task<ClientWebSocket> GreetedAsync()
    {
        var socket = await ConnectAsync();
        await socket.SendAsync(HostileFrames.Handshake, WebSocketMessageType.Text, true, Ct);
        var answer = new byte[16];
        var read = await socket.ReceiveAsync(answer, Ct);
        Assert.Equal("{}\u001e", Encoding.UTF8.GetString(answer, 0, read.Count));
        return socket;
    }

    private async Task<TcpClient> UpgradedAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Server.Address.Port, Ct);
        var request = $"GET /_blazor HTTP/1.1\r\nHost: {Server.Address.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), Ct);
        var answer = new byte[4096];
        var read = await client.GetStream().ReadAsync(answer, Ct);
        Assert.StartsWith("HTTP/1.1 101", Encoding.ASCII.GetString(answer, 0, read), StringComparison.Ordinal);
        return client;
    }

    private static async Task SendAsync(ClientWebSocket socket, byte[] frame, WebSocketMessageType type = WebSocketMessageType.Binary)
    {
        try
        {
            await socket.SendAsync(frame, type, true, Ct);
        }
        catch (Exception e) when (e is WebSocketException or IOException)
        {
            // The server hung up before it had heard all of it.
        }
    }

    private async Task ShouldAllEndAsync(IReadOnlyDictionary<string, byte[]> frames, Func<Task<ClientWebSocket>> open, WebSocketMessageType type = WebSocketMessageType.Binary)
    {
        var ends = await Task.WhenAll(frames.Select(async frame =>
        {
            using var socket = await open();
            await SendAsync(socket, frame.Value, type);
            return (frame.Key, Ends: await EndsAsync(socket));
        }));

        await ShouldLiveAsync();
        Assert.All(ends, e => Assert.True(e.Ends, $"After {e.Key} the connection went on."));
    }

    private static async Task<bool> EndsAsync(ClientWebSocket socket)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(Patience);
        var buffer = new byte[4096];
        try
        {
            while ((await socket.ReceiveAsync(buffer, limit.Token)).MessageType is not WebSocketMessageType.Close)
            {
                // A ping, or a refusal.
            }

            return true;
        }
        catch (Exception e) when (e is WebSocketException or IOException)
        {
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task ShouldLiveAsync()
    {
        Assert.Equal(own.ProcessId, Server.ProcessId);
        using var http = new HttpClient { BaseAddress = Server.Address, Timeout = Patience };
        using var answer = await http.GetAsync("/health/ready", Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private long Memory()
    {
        using var process = Process.GetProcessById(own.ProcessId);
        return process.WorkingSet64;
    }

    private int Sockets() => Directory.Exists($"/proc/{own.ProcessId}/fd")
        ? Directory.GetFiles($"/proc/{own.ProcessId}/fd").Count(f => new FileInfo(f).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true)
        : 0;

    private static async Task UntilAsync(Func<bool> holds, string otherwise)
    {
        for (var clock = Stopwatch.StartNew(); !holds(); await Task.Delay(100, Ct)) Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), otherwise);
    }

    /// <summary>A server that nobody else needs, the same for all of these tests: what one leaves behind, the next would find.</summary>
    public sealed class OwnServer : IAsyncLifetime
    {
        public PortalServer Server { get; private set; } = null!;

        public int ProcessId { get; private set; }

        public async ValueTask InitializeAsync()
        {
            Server = await PortalServer.StartAsync();
            ProcessId = Server.ProcessId;
        }

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
