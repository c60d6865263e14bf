using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>
/// Why each waiting conversation waits, as last recorded by this node: a reason is written down when it changes, not at every
/// look. Another node or a restart may record the same reason once more.
/// </summary>
public sealed class RecordedWaits
{
    private const int Most = 20_000;

    private readonly Lock gate = new();
    private readonly Dictionary<ConversationId, string> known = [];

    /// <summary>True the first time, and whenever the reason or somebody's verdict has changed since.</summary>
    public bool IsNew(RoutingDecision decision)
    {
        var summary = string.Join(' ', decision.Candidates.OrderBy(c => c.Agent.Value).Select(c => $"{c.Agent.Value:N}{(int)c.Verdict}").Prepend(decision.Reason));
        lock (gate)
        {
            if (known.TryGetValue(decision.ConversationId, out var before) && before == summary) return false;
            if (known.Count >= Most) known.Clear();
            known[decision.ConversationId] = summary;
            return true;
        }
    }

    public void Forget(ConversationId id)
    {
        lock (gate) known.Remove(id);
    }
}
