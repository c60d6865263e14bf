using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Portal.E2E.Conversations.Faults;

/// <summary>The proxy itself: a fault test whose faults do not happen proves nothing.</summary>
public sealed class FaultProxyTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly TcpListener echo = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource limit = new(Patience);
    private FaultProxy proxy = null!;

    private CancellationToken Ct => limit.Token;

    public ValueTask InitializeAsync()
    {
        echo.Start();
        _ = EchoAsync();
        proxy = new FaultProxy((IPEndPoint)echo.LocalEndpoint);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task GoodNetwork_ManyBytes_PassUnchanged()
    {
        using var client = await ConnectAsync();
        var sent = new byte[300_000];
        Random.Shared.NextBytes(sent);
        var received = new byte[sent.Length];

        var writing = client.GetStream().WriteAsync(sent, Ct);
        await client.GetStream().ReadExactlyAsync(received, Ct);
        await writing;

        Assert.Equal(sent, received);
        Assert.Equal(2 * sent.Length, proxy.Bytes);
    }

    [Fact]
    public async Task Delay_EachDirection_ComesLater()
    {
        using var client = await ConnectAsync();
        await AskAsync(client);
        proxy.Fault = new NetworkFault { Delay = TimeSpan.FromMilliseconds(150) };
        var clock = Stopwatch.StartNew();

        await AskAsync(client);

        Assert.InRange(clock.ElapsedMilliseconds, 290, 5000);
    }

    [Fact]
    public async Task Delay_ManyPieces_AddsUpOnlyOnce()
    {
        using var client = await ConnectAsync();
        proxy.Fault = new NetworkFault { Delay = TimeSpan.FromMilliseconds(100) };
        var clock = Stopwatch.StartNew();

        var received = new byte[20];
        for (var i = 0; i < received.Length; i++)
        {
            await client.GetStream().WriteAsync(new byte[] { (byte)i }, Ct);
            await Task.Yield();
        }

        await client.GetStream().ReadExactlyAsync(received, Ct);

        Assert.InRange(clock.ElapsedMilliseconds, 190, 1500);
    }

    [Fact]
    public async Task SlowReader_TowardsTheClient_TakesItsTime()
    {
        using var client = await ConnectAsync();
        proxy.Fault = new NetworkFault { BytesPerSecond = 10_000 };
        var clock = Stopwatch.StartNew();

        await client.GetStream().WriteAsync(new byte[5000], Ct);
        await client.GetStream().ReadExactlyAsync(new byte[5000], Ct);

        Assert.InRange(clock.ElapsedMilliseconds, 380, 5000);
    }

    [Fact]
    public async Task BlackHole_UntilItIsOver_HoldsEverythingAndThenGivesItInOrder()
    {
        using var client = await ConnectAsync();
        await AskAsync(client);
        var before = proxy.Bytes;
        proxy.Fault = new NetworkFault { BlackHole = true };

        await client.GetStream().WriteAsync("held"u8.ToArray(), Ct);
        var answer = new byte[4];
        var reading = client.GetStream().ReadExactlyAsync(answer, Ct).AsTask();
        await Assert.ThrowsAsync<TimeoutException>(() => reading.WaitAsync(TimeSpan.FromMilliseconds(200), Ct));
        Assert.Equal(before, proxy.Bytes);
        Assert.Equal(1, proxy.Connections);

        proxy.Fault = NetworkFault.None;
        await reading;
        Assert.Equal("held"u8.ToArray(), answer);
    }

    [Fact]
    public async Task Partition_NewConnection_WaitsUntilItIsOver()
    {
        proxy.Fault = new NetworkFault { Partition = true };
        using var client = await ConnectAsync();
        var asking = AskAsync(client);
        await Assert.ThrowsAsync<TimeoutException>(() => asking.WaitAsync(TimeSpan.FromMilliseconds(200), Ct));

        proxy.Fault = NetworkFault.None;
        await asking;
    }

    [Fact]
    public async Task ResetAll_OpenConnection_SeesAReset()
    {
        using var client = await ConnectAsync();
        await AskAsync(client);

        Assert.Equal(1, proxy.ResetAll());

        var error = await Assert.ThrowsAnyAsync<IOException>(() => client.GetStream().ReadExactlyAsync(new byte[1], Ct).AsTask());
        Assert.Equal(SocketError.ConnectionReset, Assert.IsType<SocketException>(error.InnerException).SocketErrorCode);
    }

    [Fact]
    public async Task CloseAll_OpenConnection_SeesAnEndAndTheNextOneWorks()
    {
        using var client = await ConnectAsync();
        await AskAsync(client);

        Assert.Equal(1, proxy.CloseAll());

        Assert.Equal(0, await client.GetStream().ReadAsync(new byte[1], Ct));
        using var next = await ConnectAsync();
        await AskAsync(next);
    }

    [Fact]
    public async Task BreakAfterBytes_InTheMiddle_LetsThroughExactlyThatMany()
    {
        using var client = await ConnectAsync();
        await AskAsync(client);
        var before = proxy.Bytes;
        proxy.Fault = new NetworkFault { BreakAfterBytes = 10 };

        await client.GetStream().WriteAsync(new byte[100], Ct);
        await Assert.ThrowsAnyAsync<IOException>(() => client.GetStream().ReadExactlyAsync(new byte[100], Ct).AsTask());

        Assert.Equal(10, proxy.Bytes - before);
    }

    [Fact]
    public async Task Target_NotThere_EndsTheConnectionAndLaterOnesReachIt()
    {
        var endpoint = (IPEndPoint)echo.LocalEndpoint;
        echo.Stop();
        using var client = await ConnectAsync();
        Assert.Equal(0, await client.GetStream().ReadAsync(new byte[1], Ct));

        using var again = new TcpListener(endpoint);
        again.Start();
        using var next = await ConnectAsync();
        using var served = await again.AcceptTcpClientAsync(Ct);
        await served.GetStream().WriteAsync(new byte[1], Ct);
        await next.GetStream().ReadExactlyAsync(new byte[1], Ct);
    }

    private async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, proxy.Port, Ct);
        return client;
    }

    private async Task AskAsync(TcpClient client)
    {
        await client.GetStream().WriteAsync("?"u8.ToArray(), Ct);
        await client.GetStream().ReadExactlyAsync(new byte[1], Ct);
    }

    private async Task EchoAsync()
    {
        try
        {
            while (true)
            {
                var client = await echo.AcceptTcpClientAsync(Ct);
                _ = client.GetStream().CopyToAsync(client.GetStream(), Ct);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await proxy.DisposeAsync();
        await limit.CancelAsync();
        echo.Dispose();
        limit.Dispose();
    }
}
