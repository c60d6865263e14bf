using Portal.Bench.Load;
using Portal.Bench.Shared;

namespace Portal.Bench.Baseline;

/// <summary>Which server a scenario is run against.</summary>
internal static class Against
{
    public const string Help = "  --against WHAT     portal (the default), or a bare server: circuit, hub, socket";

    /// <summary>The bare server that the arguments name; null for Portal.</summary>
    /// <exception cref="ArgumentException">There is no such server.</exception>
    public static BaselineKind? KindOf(string[] args) => Arguments.Text(args, "--against") switch
    {
        null or "portal" => null,
        "circuit" => BaselineKind.Circuit,
        "hub" => BaselineKind.Hub,
        "socket" => BaselineKind.Socket,
        var other => throw new ArgumentException($"There is no server '{other}' to run against: portal, circuit, hub or socket."),
    };

    public static async Task<ILoadTarget> StartAsync(string[] args, int agents, CancellationToken ct) =>
        KindOf(args) is { } kind ? await BaselineTarget.StartAsync(kind, ct) : await PortalTarget.StartAsync(PortalOptions.From(args, agents), ct);
}
