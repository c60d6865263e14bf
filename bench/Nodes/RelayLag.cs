using System.Globalization;
using Portal.Bench.Circuits;

namespace Portal.Bench.Nodes;

/// <summary>How long events took from one node to the others, as the nodes' own metrics tell it: a count for each bucket.</summary>
internal sealed class RelayLag
{
    private const string Bucket = "portal_relay_lag_milliseconds_bucket", Bound = "le=\"";

    private readonly SortedDictionary<double, long> within = [];

    /// <summary>Adds what /metrics answers; a negative <paramref name="sign"/> takes away what was there before.</summary>
    public void Add(string metrics, int sign = 1)
    {
        foreach (var line in metrics.Split('\n').Where(l => l.StartsWith(Bucket, StringComparison.Ordinal)))
        {
            var bound = line[(line.IndexOf(Bound, StringComparison.Ordinal) + Bound.Length)..];
            bound = bound[..bound.IndexOf('"')];
            var limit = bound == "+Inf" ? double.PositiveInfinity : double.Parse(bound, CultureInfo.InvariantCulture);
            var count = line[(line.IndexOf('}') + 1)..].Trim().Split(' ')[0];
            within[limit] = within.GetValueOrDefault(limit) + (sign * long.Parse(count, CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Envelopes that were heard.</summary>
    public long Envelopes => within.GetValueOrDefault(double.PositiveInfinity);

    /// <summary>The bound below which <paramref name="share"/> of them stay, in milliseconds; null without any.</summary>
    public double? Within(double share) => Envelopes == 0 ? null : within.First(b => b.Value >= Envelopes * share).Key;

    /// <exception cref="HttpRequestException">The node does not tell.</exception>
    public async Task AddAsync(Uri node, int sign, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Loopback.Checked(new Uri(node, "metrics")));
        using var answer = await Loopback.Http.SendAsync(request, ct);
        Add(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(ct), sign);
    }
}
