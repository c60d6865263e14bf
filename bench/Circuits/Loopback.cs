using System.Net;
using System.Net.Sockets;

namespace Portal.Bench.Circuits;

/// <summary>The only way out of the driver. It loads machines until they bend, so it talks to this one and to no other.</summary>
public static class Loopback
{
    private static readonly SocketsHttpHandler Handler = new()
    {
        AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5), ConnectCallback = ConnectAsync,
    };

    /// <summary>Shared by all clients; each brings its own cookies.</summary>
    public static HttpMessageInvoker Http { get; } = new(Handler, disposeHandler: false);

    /// <exception cref="ArgumentException">The address is another machine's, or not plain HTTP.</exception>
    public static Uri Checked(Uri address) =>
        address is { IsAbsoluteUri: true, Scheme: "http" } && IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip)
            ? address
            : throw new ArgumentException($"The driver talks to http://127.0.0.0/8 only, not to {address}.", nameof(address));

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        if (!IPAddress.TryParse(context.DnsEndPoint.Host, out var ip) || !IPAddress.IsLoopback(ip))
            throw new HttpRequestException($"The driver talks to this machine only, not to {context.DnsEndPoint.Host}.");
        var socket = new Socket(ip.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(ip, context.DnsEndPoint.Port), ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
