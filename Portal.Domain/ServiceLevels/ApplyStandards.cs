using Portal.Domain.Conversations;

namespace Portal.Domain.ServiceLevels;

/// <summary>
/// Brings this node's copy of what is promised up to date, and sets the clocks of open conversations by it. Safe on several
/// nodes at once: whoever comes second finds nothing to change.
/// </summary>
public sealed class ApplyStandards(IConversationLog log, IServiceLevelStore store, ServiceStandards standards)
{
    private const int Batch = 256;

    /// <summary>What the clocks of this node's conversations were set by; null before the first time.</summary>
    private StandardsSnapshot? applied;

    /// <returns>How many conversations were changed.</returns>
    public async Task<int> ExecuteAsync(CancellationToken ct)
    {
        await standards.RefreshAsync(ct);
        var all = standards.Current;
        if (ReferenceEquals(all, applied)) return 0;
        var before = applied;
        var changed = 0;
        foreach (var ids in (await store.ListRunningAsync(ct)).Chunk(Batch))
        {
            var done = await Task.WhenAll(ids.Select(id => log.WriteAsync(new LogRequest(id, (c, now) => Follow(c, before?.Of(c.QueueId), all.Of(c.QueueId), now)), ct)));
            changed += done.OfType<LogResult.Written>().Count();
        }

        applied = all;
        return changed;
    }

    /// <summary>The log sets the clocks with every write; what was used up in the hours of the calendar before stays used up.</summary>
    private static Decision Follow(Conversation c, ServiceTerms? before, ServiceTerms? terms, DateTimeOffset now)
    {
        if (ClockRules.Advance(c, c, terms, now) == c) return new Decision.Refuse(Refusal.NothingToDo);
        return new Decision.Write(before is null || CalendarRules.AreSame(before.Calendar, terms?.Calendar) ? c : ClockRules.Settled(c, before.Calendar, now), []);
    }
}
