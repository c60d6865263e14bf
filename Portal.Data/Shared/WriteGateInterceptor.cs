using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Portal.Data.Shared;

/// <summary>Every save of every context takes its turn at the gate, Identity's and the key ring's included.</summary>
internal sealed class WriteGateInterceptor(WriteGate gate) : SaveChangesInterceptor
{
    private readonly ConcurrentDictionary<DbContext, WriteGate.Turn> turns = new();

    public override InterceptionResult<int> SavingChanges(DbContextEventData data, InterceptionResult<int> result)
    {
        if (data.Context is { } context && !gate.IsHeldBy(context)) turns[context] = gate.Enter();
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData data, InterceptionResult<int> result, CancellationToken ct = default)
    {
        if (data.Context is { } context && !gate.IsHeldBy(context)) turns[context] = await gate.EnterAsync(ct);
        return result;
    }

    public override int SavedChanges(SaveChangesCompletedEventData data, int result)
    {
        Leave(data.Context);
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData data, int result, CancellationToken ct = default)
    {
        Leave(data.Context);
        return new(result);
    }

    public override void SaveChangesFailed(DbContextErrorEventData data) => Leave(data.Context);

    public override Task SaveChangesFailedAsync(DbContextErrorEventData data, CancellationToken ct = default)
    {
        Leave(data.Context);
        return Task.CompletedTask;
    }

    public override void SaveChangesCanceled(DbContextEventData data) => Leave(data.Context);

    public override Task SaveChangesCanceledAsync(DbContextEventData data, CancellationToken ct = default)
    {
        Leave(data.Context);
        return Task.CompletedTask;
    }

    private void Leave(DbContext? context)
    {
        if (context is not null && turns.TryRemove(context, out var turn)) turn.Dispose();
    }
}
