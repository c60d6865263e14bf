using System.Diagnostics;
using System.Globalization;
using Portal.E2E.Shared;

namespace Portal.E2E.Conversations.Faults;

/// <summary>Makes system calls of a running server fail, with strace: the disk itself seems to be broken or full.</summary>
internal sealed class SystemCalls : IAsyncDisposable
{
    private static readonly TimeSpan AttachLimit = TimeSpan.FromSeconds(15);

    private readonly ChildProcess tracer;

    private SystemCalls(ChildProcess tracer) => this.tracer = tracer;

    /// <summary>
    /// Attaches to the server; skips the calling test where strace is missing or may not. <paramref name="injection"/> is strace's own
    /// word, such as <c>fsync,fdatasync:signal=KILL:when=5</c>, which counts from now on, for each thread by itself.
    /// </summary>
    public static async Task<SystemCalls> InjectAsync(PortalServer server, string injection)
    {
        Assert.SkipWhen(ChildProcess.Find("strace") is null, "No strace found: install strace.");
        var call = injection.Split(':')[0];
        var tracer = ChildProcess.Start("strace", "-f", "-p", server.ProcessId.ToString(CultureInfo.InvariantCulture), "-e", $"trace={call}", "-e", $"inject={injection}");
        var clock = Stopwatch.StartNew();
        while (!tracer.Log.Any(line => line.Contains("attached", StringComparison.Ordinal)))
        {
            if (tracer.HasExited || clock.Elapsed > AttachLimit)
            {
                var said = string.Join(' ', tracer.Log);
                await tracer.DisposeAsync();
                Assert.Skip($"strace may not look into other processes here: {said}");
            }

            await Task.Delay(20);
        }

        return new SystemCalls(tracer);
    }

    /// <summary>How often a call was made to fail so far.</summary>
    public int Failed => tracer.Log.Count(line => line.Contains("(INJECTED)", StringComparison.Ordinal));

    /// <summary>Ends it: the next calls succeed again.</summary>
    public async ValueTask DisposeAsync()
    {
        // An interrupted strace lets go of what it holds; a killed one might take it along.
        if (!tracer.HasExited) await tracer.SignalAsync("INT");
        await tracer.DisposeAsync();
    }
}
