using Portal.Bench.Circuits;

namespace Portal.Bench.Load;

/// <summary>A customer's open chat.</summary>
internal sealed class PortalGuest(CustomerChat chat) : ILoadGuest
{
    public ValueTask CutAsync()
    {
        chat.Cut();
        return ValueTask.CompletedTask;
    }

    public Task BackAsync(CancellationToken ct) => chat.RecoverAsync(ct);

    public ValueTask DisposeAsync() => chat.CloseAsync();
}
