using System.Collections.Concurrent;
using Microsoft.JSInterop;

namespace Portal.Nodes;

/// <summary>The circuits of this node whose connection is up.</summary>
public sealed class OpenCircuits(ILogger<OpenCircuits> logger)
{
    private readonly ConcurrentDictionary<string, IJSRuntime> circuits = new();

    public int Count => circuits.Count;

    public void Add(string circuit, IJSRuntime browser) => circuits[circuit] = browser;

    public void Remove(string circuit) => circuits.TryRemove(circuit, out _);

    /// <summary>Asks every page to go on at another node, each after a time of its own.</summary>
    public void SendAway(TimeSpan within)
    {
        foreach (var (circuit, browser) in circuits) _ = SendAwayAsync(circuit, browser, within);
    }

    public async Task SendAwayAsync(string circuit, IJSRuntime browser, TimeSpan within)
    {
        try
        {
            await browser.InvokeVoidAsync("portalReconnect.leave", within.TotalMilliseconds);
        }
        catch (Exception fault) when (fault is JSDisconnectedException or JSException or OperationCanceledException or InvalidOperationException)
        {
            // It has gone, or notices by itself as soon as its connection ends.
            logger.LogDebug("A page could not be asked to leave: {Why} ({Circuit})", fault.GetType().Name, circuit);
        }
    }
}
