using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace Portal.Data.Shared;

/// <summary>
/// SQLite has one writer at a time. Within this process everybody queues here, in order, instead of polling a busy database.
/// On servers the gate is always open.
/// </summary>
public sealed class WriteGate(bool closed)
{
    private readonly SemaphoreSlim? gate = closed ? new(1, 1) : null;
    private readonly ConcurrentDictionary<DbContext, byte> holders = new();

    /// <summary>Waits for the turn; dispose to end it.</summary>
    public async ValueTask<Turn> EnterAsync(CancellationToken ct)
    {
        if (gate is null) return default;
        await gate.WaitAsync(ct);
        return new(this, null);
    }

    /// <summary>As <see cref="EnterAsync(CancellationToken)"/>, for several statements of one context: its saves do not wait again.</summary>
    public async ValueTask<Turn> EnterAsync(DbContext context, CancellationToken ct)
    {
        if (gate is null) return default;
        await gate.WaitAsync(ct);
        holders[context] = 0;
        return new(this, context);
    }

    internal Turn Enter()
    {
        if (gate is null) return default;
        gate.Wait();
        return new(this, null);
    }

    internal bool IsHeldBy(DbContext context) => holders.ContainsKey(context);

    public readonly struct Turn(WriteGate? owner, DbContext? holder) : IDisposable
    {
        public void Dispose()
        {
            if (owner is null) return;
            if (holder is not null) owner.holders.TryRemove(holder, out _);
            owner.gate!.Release();
        }
    }
}
