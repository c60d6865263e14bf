namespace Portal.Hosting;

public sealed class MetricsOptions
{
    public const string Section = "Metrics";

    /// <summary>Answers <c>/metrics</c> in Prometheus' format.</summary>
    public bool Enabled { get; init; }

    /// <summary>
    /// Lets a scraper on another machine in that sends it as a bearer token. Without one only this machine itself and signed-in
    /// admins are answered. At least 16 characters.
    /// </summary>
    public string? Token { get; init; }
}
