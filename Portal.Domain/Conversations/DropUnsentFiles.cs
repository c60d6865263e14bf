namespace Portal.Domain.Conversations;

/// <summary>
/// Removes files that were uploaded and never sent. A message waits in its sender's browser for as long as that is offline, so that a
/// file is given a week. For the system alone: nobody asks for it.
/// </summary>
public sealed class DropUnsentFiles(IConversationStore store, IAttachmentFiles files, TimeProvider clock)
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>How far it looks back, so that what has been sent long ago is not looked through every day: for nodes that rested for as long.</summary>
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(30);

    private const int Batch = 200;

    /// <returns>How many were removed.</returns>
    public async Task<int> ExecuteAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - Kept;
        var removed = 0;
        while (await store.RemoveUnsentAsync(before - Horizon, before, Batch, ct) is { Count: > 0 } gone)
        {
            // The rows first: a file without one is seen by nobody, a row without its file would be.
            foreach (var file in gone) files.Delete(file);
            removed += gone.Count;
        }

        return removed;
    }
}
