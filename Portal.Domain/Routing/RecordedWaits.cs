using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>
/// Why each waiting conversation waits, as last recorded by this node: a reason is written down when it changes, not at every
/// look, or a busy desk would write about everybody in line whenever one agent fills up. Another node or a restart may record
/// the same reason once more.
/// </summary>
public sealed class RecordedWaits
{
    private const int Most = 20_000;

    private readonly Lock gate = new();
    private readonly Dictionary<ConversationId, (DateTimeOffset QueuedAt, string Reason)> known = [];

    /// <summary>True the first time of a wait, and whenever its reason has changed since.</summary>
    public bool IsNew(RoutingDecision decision)
    {
        var now = (decision.QueuedAt, decision.Reason);
        lock (gate)
        {
            if (known.TryGetValue(decision.ConversationId, out var before) && before == now) return false;
            if (known.Count >= Most) known.Clear();
            known[decision.ConversationId] = now;
            return true;
        }
    }

    public void Forget(ConversationId id)
    {
        lock (gate) known.Remove(id);
    }
}
