using Portal.Domain.Shared;

namespace Portal.Domain.Collaboration;

/// <summary>
/// Ends consults whose time is over, or whose conversation is, and tells those concerned. Safe on several nodes at once: each ends once.
/// </summary>
public sealed class LapseConsults(ICollaborationStore store, TellConsult tell, TimeProvider clock)
{
    private const int Batch = 100;

    /// <returns>How many lapsed.</returns>
    public async Task<int> ExecuteAsync(CancellationToken ct)
    {
        var (now, lapsed) = (clock.GetUtcNow(), 0);
        foreach (var before in await store.ListDueConsultsAsync(now, Batch, ct))
        {
            if (ConsultRules.Lapse(before, now) is not { } after || !await store.ReplaceConsultAsync(before, after, ct)) continue;
            await tell.ExecuteAsync(after, before, ct);
            lapsed++;
        }

        return lapsed;
    }

    /// <summary>A conversation was resolved: its open questions take nobody's capacity any longer.</summary>
    public async Task CloseAsync(ConversationId id, CancellationToken ct)
    {
        foreach (var before in await store.ListLiveConsultsAsync(id, ct))
        {
            if (ConsultRules.Close(before, clock.GetUtcNow()) is { } after && await store.ReplaceConsultAsync(before, after, ct)) await tell.ExecuteAsync(after, before, ct);
        }
    }
}
