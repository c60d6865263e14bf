using Portal.Bench.Circuits;
using Portal.Bench.Load;

namespace Portal.Bench.Baseline;

/// <summary>One end of a bare conversation.</summary>
internal interface IBareEnd : IAsyncDisposable
{
    /// <returns>When the server has said that it is stored.</returns>
    Task SendAsync(string text, CancellationToken ct);

    /// <summary>The connection ends.</summary>
    ValueTask CutAsync() => DisposeAsync();

    /// <returns>Whether the server still knew it; otherwise it is opened anew.</returns>
    Task<bool> ResumeAsync(CancellationToken ct) => Task.FromResult(false);
}

internal sealed class BareTalk(IBareEnd customer, IBareEnd staff) : ILoadTalk
{
    public Task SendAsync(End from, string text, CancellationToken ct) => (from is End.Customer ? customer : staff).SendAsync(text, ct);

    public async ValueTask DisposeAsync()
    {
        await customer.DisposeAsync();
        await staff.DisposeAsync();
    }
}

/// <summary>One end by itself, which comes back with the pauses of a page of Portal.</summary>
internal sealed class BareGuest(IBareEnd first, Func<Task<IBareEnd>> open) : ILoadGuest
{
    private IBareEnd end = first;

    public ValueTask CutAsync() => end.CutAsync();

    public async Task BackAsync(CancellationToken ct)
    {
        for (var attempt = 0; ; attempt++)
        {
            await Task.Delay(Tab.Pause(attempt), ct);
            try
            {
                if (!await end.ResumeAsync(ct)) end = await open();
                return;
            }
            catch (Exception fault) when (Tab.IsLoss(fault) && !ct.IsCancellationRequested)
            {
                // Not there yet: the next attempt follows.
            }
        }
    }

    public ValueTask DisposeAsync() => end.DisposeAsync();
}
