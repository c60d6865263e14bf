using System.Net.WebSockets;
using System.Text.Json;

namespace Portal.Bench.Circuits;

/// <summary>
/// A page that is kept alive as reconnect.js keeps it: after a lost connection it takes the circuit up again, with growing
/// pauses and jitter, and loads itself again where the server does not know the circuit any more.
/// </summary>
public abstract class Tab : PageScripts, IAsyncDisposable
{
    private static readonly TimeSpan Attempt = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource leaving = new();
    private readonly Lock gate = new();
    private TaskCompletionSource<Circuit> alive = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Circuit? circuit;
    private bool entered;
    private Task watching = Task.CompletedTask;

    protected Tab(Uri address, Visitor visitor)
    {
        Address = Loopback.Checked(address);
        Visitor = visitor;
    }

    /// <summary>The server's root. May be changed while the connection is lost: the next attempt goes there.</summary>
    public Uri Address { get; set; }

    /// <summary>False: what is lost stays lost until <see cref="RecoverAsync"/> is called.</summary>
    public bool RecoversItself { get; init; } = true;

    /// <summary>How often the connection was taken up again with the same circuit.</summary>
    public int Reconnects { get; private set; }

    /// <summary>How often the page was loaded, the attempts that failed half-way included: what arrives belongs to the newest.</summary>
    public int Loads { get; private set; }

    /// <summary>How often the page had to load itself again.</summary>
    public int Reloads { get; private set; }

    /// <summary>How often the page stopped with a fault, so that a person would have had to load it again.</summary>
    public int Faults { get; private set; }

    protected Visitor Visitor { get; }

    /// <summary>Relative to <see cref="Address"/>.</summary>
    protected abstract string Path { get; }

    /// <summary>Loads the page and returns when it can be used.</summary>
    /// <exception cref="CircuitException">Refused, or ended before it was ready.</exception>
    public async Task OpenAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (RecoversItself) watching = WatchAsync();
    }

    /// <summary>The circuit, as soon as the page is alive.</summary>
    public Task<Circuit> AliveAsync(CancellationToken ct)
    {
        lock (gate) return alive.Task.WaitAsync(ct);
    }

    /// <summary>The connection ends without a word, as when the network goes.</summary>
    public void Cut() => circuit!.Cut();

    /// <summary>Becomes alive again, by all means. Ends when it is.</summary>
    public async Task RecoverAsync(CancellationToken ct)
    {
        lock (gate)
        {
            if (alive.Task.IsCompleted) alive = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        for (var attempt = 0; ; attempt++)
        {
            await Task.Delay(Pause(attempt), ct);
            try
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
                limit.CancelAfter(Attempt);
                // A page that never became usable is loaded again; so is one that cannot be used any more.
                if (entered && circuit!.Fault is null && await circuit.ReconnectAsync(limit.Token))
                {
                    Reconnects++;
                    await BackAsync(circuit, limit.Token);
                    lock (gate) alive.TrySetResult(circuit);
                    return;
                }

                await LoadAsync(limit.Token);
                Reloads++;
                return;
            }
            catch (Exception fault) when ((IsLoss(fault) || fault is ServerFaultException) && !ct.IsCancellationRequested)
            {
                // Not there yet, or there and unable to read: the next attempt follows.
                if (fault is ServerFaultException) entered = false;
            }
        }
    }

    /// <summary>Closes the tab in good order.</summary>
    public async Task LeaveAsync(CancellationToken ct)
    {
        await leaving.CancelAsync();
        await watching;
        if (circuit is not null) await circuit.LeaveAsync(ct);
    }

    /// <summary>Closes the tab in good order, or drops it where the server does not answer any more.</summary>
    public async ValueTask CloseAsync()
    {
        await leaving.CancelAsync();
        await watching;
        if (circuit is not null) await circuit.CloseAsync();
    }

    /// <summary>The connection ends without a word.</summary>
    public async ValueTask DisposeAsync()
    {
        await leaving.CancelAsync();
        await watching;
        if (circuit is not null) await circuit.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Whether a fault only says that the connection or the server is away.</summary>
    public static bool IsLoss(Exception fault) =>
        fault is CircuitException or WebSocketException or HttpRequestException or IOException or OperationCanceledException or InvalidDataException;

    /// <summary>Called before the page is loaded: what the server has passed to the page before is nothing any more.</summary>
    protected virtual void Forget() { }

    /// <summary>Called when the page has been drawn for the first time; returns when it can be used.</summary>
    protected abstract Task EnterAsync(Circuit opened, CancellationToken ct);

    /// <summary>Called when the same circuit is back.</summary>
    protected abstract Task BackAsync(Circuit same, CancellationToken ct);

    private async Task LoadAsync(CancellationToken ct)
    {
        var page = await CircuitPage.FetchAsync(Visitor, new Uri(Address, Path), ct);
        // A browser leaves the old document here. What was still under way to it must not be drawn any more, as if on the new one.
        if (circuit is not null) await circuit.DisposeAsync();
        Loads++;
        entered = false;
        Forget();
        var opened = circuit = await Circuit.StartAsync(page, Visitor, this, ct);
        await EnterAsync(opened, ct);
        entered = true;
        lock (gate) alive.TrySetResult(opened);
    }

    private async Task WatchAsync()
    {
        try
        {
            while (true)
            {
                await circuit!.Closed.WaitAsync(leaving.Token);
                if (circuit.Fault is not null) Faults++;
                await RecoverAsync(leaving.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The tab is being closed.
        }
        catch (Exception fault)
        {
            lock (gate)
            {
                if (alive.Task.IsCompleted) alive = new(TaskCreationOptions.RunContinuationsAsynchronously);
                alive.TrySetException(fault);
            }
        }
    }

    /// <summary>The pauses of reconnect.js.</summary>
    internal static TimeSpan Pause(int attempt)
    {
        var most = Math.Min(5000, 400 * Math.Pow(2, attempt));
        return TimeSpan.FromMilliseconds(attempt == 0 ? 150 + (Random.Shared.NextDouble() * 300) : (most / 4) + (Random.Shared.NextDouble() * most * .75));
    }

    /// <summary>One attempt to hand over what an outbox holds.</summary>
    protected static async Task<SendResult> SubmitAsync(Circuit over, long reference, object item, CancellationToken ct)
    {
        var answer = await over.InvokeAsync(reference, "SendAsync", ct, item) ?? throw new CircuitException("The server answered nothing.");
        using var read = JsonDocument.Parse(answer);
        var root = read.RootElement;
        Guid? conversation = root.TryGetProperty("conversation", out var id) && id.ValueKind is JsonValueKind.String ? id.GetGuid() : null;
        return new(root.GetProperty("status").GetString() == "sent", root.GetProperty("reason").GetString(), conversation);
    }

    /// <summary>Tries until there is an answer, as an outbox does: the same id each time.</summary>
    protected async Task<SendResult> InsistAsync(Func<Circuit, Task<SendResult>> attempt, CancellationToken ct)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await attempt(await AliveAsync(ct));
            }
            catch (CircuitException) when (!ct.IsCancellationRequested)
            {
                await Task.Delay(50, ct);
            }
            catch (ServerFaultException) when (tries < 20)
            {
                await Task.Delay(1000, ct);
            }
        }
    }
}
