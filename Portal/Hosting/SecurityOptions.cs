namespace Portal.Hosting;

public sealed class SecurityOptions
{
    public const string Section = "Security";

    /// <summary>Refuses to start on a .NET runtime with published holes, instead of warning only.</summary>
    public bool EnforceRuntimeFloor { get; init; }

    /// <summary>Other origins that this server is reached under, for proxies that change the host name. Scheme, host, port.</summary>
    public string[] AllowedOrigins { get; init; } = [];

    /// <summary>Addresses of the proxies whose X-Forwarded-For and X-Forwarded-Proto are believed. Nobody's by default.</summary>
    public string[] TrustedProxies { get; init; } = [];

    /// <summary>The same for whole networks, such as <c>10.0.0.0/24</c>, where a proxy's address is not known beforehand.</summary>
    public string[] TrustedNetworks { get; init; } = [];
}
