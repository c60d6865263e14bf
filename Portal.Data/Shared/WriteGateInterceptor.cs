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
        if (data.Context is { } context && !gate.IsHeldBy(context)) Hold(context, gate.Enter());
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData data, InterceptionResult<int> result, CancellationToken ct = default)
    {
        if (data.Context is { } context && !gate.IsHeldBy(context)) Hold(context, await gate.EnterAsync(ct));
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

    private void Hold(DbContext context, WriteGate.Turn turn)
    {
        turns[context] = turn;
        context.SaveChangesFailed += OnFailed;
    }

    // Interceptors are not told of a save that somebody else was faster than; whoever listens to the context is.
    private void OnFailed(object? sender, SaveChangesFailedEventArgs args) => Leave(sender as DbContext);

    private void Leave(DbContext? context)
    {
        if (context is null || !turns.TryRemove(context, out var turn)) return;
        context.SaveChangesFailed -= OnFailed;
        turn.Dispose();
    }
}
