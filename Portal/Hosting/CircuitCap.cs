using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;

namespace Portal.Hosting;

/// <summary>
/// Counts the connections of circuits on this node, in total and by network. A connection is one request that lasts as long as
/// its socket, so whatever ends the socket ends the count.
/// </summary>
public sealed class CircuitCap(IOptions<LimitOptions> options)
{
    /// <summary>When to try again: somebody leaves, or another node takes over.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    private static readonly Counter<long> Refused = Telemetry.Limits.CreateCounter<long>("portal.circuits.refused", "{connections}", "Connections of customers that found no room");

    private readonly Lock gate = new();
    private readonly Dictionary<string, int> byNetwork = [];
    private int total;

    /// <summary>Connections that are open now.</summary>
    public int Total
    {
        get
        {
            lock (gate) return total;
        }
    }

    /// <summary>Whether another connection of this kind would be let in now.</summary>
    public bool HasRoomFor(HttpContext context)
    {
        if (IsStaff(context)) return true;
        lock (gate) return total < options.Value.Circuits && (IsExempt(context) || byNetwork.GetValueOrDefault(context.Network()) < options.Value.CircuitsPerAddress);
    }

    /// <summary>Null when there is no room; otherwise dispose it when the connection has ended.</summary>
    public IDisposable? TryEnter(HttpContext context)
    {
        var network = context.Network();
        lock (gate)
        {
            if (!HasRoomFor(context))
            {
                Refused.Add(1);
                return null;
            }

            total++;
            byNetwork[network] = byNetwork.GetValueOrDefault(network) + 1;
            return new Place(this, network);
        }
    }

    private void Leave(string network)
    {
        lock (gate)
        {
            total--;
            if (--byNetwork[network] == 0) byNetwork.Remove(network);
        }
    }

    /// <summary>A flood of chats must not lock out those who answer them.</summary>
    private static bool IsStaff(HttpContext context) => context.User.Identity is { IsAuthenticated: true };

    private bool IsExempt(HttpContext context) => !options.Value.IncludeLocal && context.IsLocal();

    private sealed class Place(CircuitCap owner, string network) : IDisposable
    {
        private int left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref left, 1) == 0) owner.Leave(network);
        }
    }
}

/// <summary>
/// Lets a circuit's connection in, or says at once that there is no room. The other transports are closed: they last as long in many
/// short requests, which nobody could count.
/// </summary>
internal sealed class CircuitCapMiddleware(RequestDelegate next, CircuitCap cap)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!CircuitRequest.Is(context.Request))
        {
            await next(context);
            return;
        }

        if (!CircuitRequest.IsSocket(context))
        {
            context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            context.Response.Headers.Upgrade = "websocket";
            return;
        }

        using var place = cap.TryEnter(context);
        if (place is null) await BusyAnswer.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, CircuitCap.RetryAfter);
        else await next(context);
    }
}
