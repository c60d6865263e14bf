using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Portal.Bench.Shared;

namespace Portal.Bench.Embed;

/// <summary>
/// What pages with a chat button ask, at a fixed rate: each request has its due time, and what a late one waited counts. Loopback
/// only, bounded in count and time.
/// </summary>
internal static class EmbedScenario
{
    public const string Help = """
          --url ADDRESS    a running server on this machine, default http://127.0.0.1:5080
          --inbox KEY      the inbox, default demo
          --rate N         requests per second, default 1000
          --seconds N      length of each part, default 10; a warm-up of a third comes before
        """;

    private const int Longest = 120;
    private const int Workers = 64;

    public static async Task RunAsync(string[] args)
    {
        var address = new Uri(Arguments.Text(args, "--url") ?? "http://127.0.0.1:5080");
        if (!address.IsLoopback) throw new ArgumentException("Only servers on this machine are measured.");
        var inbox = Arguments.Text(args, "--inbox") ?? "demo";
        var rate = Math.Clamp(Arguments.Number(args, "--rate", 1000), 1, 20_000);
        var seconds = Math.Clamp(Arguments.Number(args, "--seconds", 10), 1, Longest);
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Workers, AllowAutoRedirect = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(10) };

        Console.WriteLine($"{"",-28} {"asked/s",9} {"answered/s",11} {"p50 ms",8} {"p95 ms",8} {"p99 ms",8} {"failed",8}");
        var result = new SortedDictionary<string, object>();
        foreach (var (name, make) in Parts(inbox))
        {
            await LoadAsync(http, make, rate, Math.Max(1, seconds / 3.0));
            var (answered, delays, failed) = await LoadAsync(http, make, rate, seconds);
            double At(double share) => delays.Length == 0 ? double.NaN : delays[Math.Min(delays.Length - 1, (int)(delays.Length * share))];
            Console.WriteLine($"{name,-28} {rate,9:N0} {answered,11:N0} {At(.5),8:N2} {At(.95),8:N2} {At(.99),8:N2} {failed,8:N0}");
            result[name] = new { requestsPerSecond = Math.Round(answered), p50Ms = Math.Round(At(.5), 2), p95Ms = Math.Round(At(.95), 2), p99Ms = Math.Round(At(.99), 2), failed };
        }

        Console.WriteLine(JsonSerializer.Serialize(new { scenario = "embed", rate, seconds, parts = result }));
    }

    private static IEnumerable<(string Name, Func<HttpRequestMessage> Make)> Parts(string inbox) =>
    [
        ("loader", () => new(HttpMethod.Get, "/embed/chat.js")),
        ("loader, compressed", () => new(HttpMethod.Get, "/embed/chat.js") { Headers = { { "Accept-Encoding", "gzip" } } }),
        ("hello", () => new(HttpMethod.Post, $"/embed/v1/{inbox}/hello") { Content = new StringContent("{}") }),
        ("hello with a made-up token", () => new(HttpMethod.Post, $"/embed/v1/{inbox}/hello") { Content = new StringContent("""{"token":"bm90IGEgdG9rZW4"}""") }),
        ("identity that is not proven", () => new(HttpMethod.Post, $"/embed/v1/{inbox}/identify") { Content = new StringContent("""{"id":"42","hash":"00"}""") }),
    ];

    /// <returns>Answers per second, sorted delays from the due time, and requests without a proper answer.</returns>
    private static async Task<(double PerSecond, double[] Delays, int Failed)> LoadAsync(HttpClient http, Func<HttpRequestMessage> make, int rate, double seconds)
    {
        var count = (int)(rate * seconds);
        var delays = new double[count];
        var (next, failed) = (-1, 0);
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var n && n < count && clock.Elapsed.TotalSeconds < seconds + 20)
            {
                var due = TimeSpan.FromSeconds((double)n / rate);
                // Never early: an answer before its due time would be no delay at all.
                if (due - clock.Elapsed is { TotalMilliseconds: > 1 } early) await Task.Delay(early);
                while (clock.Elapsed < due) Thread.Yield();
                delays[n] = await SucceedsAsync(http, make) ? (clock.Elapsed - due).TotalMilliseconds : double.PositiveInfinity;
                if (double.IsInfinity(delays[n])) Interlocked.Increment(ref failed);
            }
        })));
        var took = clock.Elapsed.TotalSeconds;
        // What was not sent within the time has no delay.
        var answered = delays.Where(d => d > 0 && double.IsFinite(d)).Order().ToArray();
        return (answered.Length / took, answered, failed);
    }

    /// <summary>A refused proof is the proper answer to a wrong one.</summary>
    private static async Task<bool> SucceedsAsync(HttpClient http, Func<HttpRequestMessage> make)
    {
        try
        {
            using var request = make();
            using var answer = await http.SendAsync(request);
            await answer.Content.CopyToAsync(Stream.Null);
            return answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotModified || (answer.StatusCode is HttpStatusCode.Forbidden && request.Content is not null);
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
