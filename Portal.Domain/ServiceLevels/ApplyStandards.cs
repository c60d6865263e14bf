using Portal.Domain.Conversations;

namespace Portal.Domain.ServiceLevels;

/// <summary>
/// Brings this node's copy of what is promised up to date, and sets the clocks of open conversations by it. Safe on several
/// nodes at once: whoever comes second finds nothing to change.
/// </summary>
public sealed class ApplyStandards(IConversationLog log, IServiceLevelStore store, ServiceStandards standards)
{
    private const int Batch = 256;

    /// <returns>How many conversations were changed.</returns>
    public async Task<int> ExecuteAsync(CancellationToken ct)
    {
        if (!await standards.RefreshAsync(ct)) return 0;
        var all = standards.Current;
        var changed = 0;
        foreach (var ids in (await store.ListRunningAsync(ct)).Chunk(Batch))
        {
            var done = await Task.WhenAll(ids.Select(id => log.WriteAsync(new LogRequest(id, (c, now) =>
                ClockRules.Advance(c, c, all.Of(c.QueueId), now) == c ? new Decision.Refuse(Refusal.NothingToDo) : new Decision.Write(c, [])), ct)));
            changed += done.OfType<LogResult.Written>().Count();
        }

        return changed;
    }
}
