using Portal.Domain.Shared;

namespace Portal.Domain.Escalation;

/// <summary>What this node's tiers are asked for by themselves, so that no new conversation waits for a read of them.</summary>
public sealed class TierMemory(IEscalationStore store, IEventHub hub, TimeProvider clock) : IDisposable
{
    /// <summary>An event of another node may be lost.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private IDisposable? changes;
    private volatile Known? known;

    private sealed record Known(DateTimeOffset At, IReadOnlyList<Tier> Tiers);

    public async ValueTask<bool> IsWantedAsync(EscalationCause cause, CancellationToken ct)
    {
        lock (gate) changes ??= hub.Subscribe(Topic.Setup, _ => { known = null; return ValueTask.CompletedTask; }, fact => fact is TiersChanged);
        var now = clock.GetUtcNow();
        var read = known is { } fresh && now - fresh.At < Fresh ? fresh : known = new(now, await store.ListTiersAsync(ct));
        return read.Tiers.Any(t => EscalationRules.IsAskedFor(t, cause, int.MaxValue));
    }

    public void Dispose() => changes?.Dispose();
}
