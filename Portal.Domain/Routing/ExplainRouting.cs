using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <param name="Now">Who could have it at this moment; null for a conversation that does not wait.</param>
/// <param name="Ahead">How many of its queue have waited longer.</param>
/// <param name="Past">What was decided, newest first.</param>
/// <param name="OpensAt">When its queue opens; null while it is open, or when its calendar names no time.</param>
public sealed record RoutingExplanation(RoutingDecision? Now, int Ahead, IReadOnlyList<RoutingDecision> Past, DateTimeOffset? OpensAt = null);

/// <summary>Why somebody has a conversation, or why it still waits. For staff.</summary>
public sealed class ExplainRouting(IRoutingStore store, QueueHours hours, TimeProvider clock)
{
    private const int Most = 20;

    /// <returns>Null for those who may not know.</returns>
    public async Task<RoutingExplanation?> ExecuteAsync(Actor actor, ConversationId id, CancellationToken ct)
    {
        if (!actor.IsStaff) return null;
        var past = await store.ListDecisionsAsync(id, Most, ct);
        if (await store.FindQueuedAsync(id, ct) is not var (conversation, ahead) || await store.FindQueueAsync(conversation.QueueId, ct) is not { } queue) return new(null, 0, past);

        var seats = (await store.ListSeatsAsync([queue.Id], ct))[queue.Id].ToList();
        var asks = (await SkillNames.ForgetDeletedAsync(store, [conversation], ct))[0];
        var at = clock.GetUtcNow();
        var today = (await hours.AtAsync([queue], at, ct))[0];
        var decision = RoutingRules.Decide(today, seats, asks, at);
        // Somebody has room and it still waits: those ahead are offered first, and the next pass comes within the second.
        var now = decision.AgentId is null
            ? decision
            : decision with { AgentId = null, Reason = WaitReasons.NextPass, Share = null, Candidates = [.. decision.Candidates.Select(c => c.Verdict is Verdict.Chosen ? c with { Verdict = Verdict.Outranked } : c)] };
        return new(now, ahead, past, today.ClosedUntil < DateTimeOffset.MaxValue ? today.ClosedUntil : null);
    }
}
