using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.ServiceLevels;

/// <summary>When a customer who writes now can expect an answer.</summary>
/// <param name="OpensAt">When opening hours begin next; null while they last.</param>
/// <param name="ClosesAt">When they end; null while closed, and where they never end.</param>
/// <param name="AnswerBy">The promise for the first answer; null without a policy.</param>
public sealed record Expectation(bool IsOpen, DateTimeOffset? OpensAt, DateTimeOffset? ClosesAt, DateTimeOffset? AnswerBy);

/// <summary>What is promised, for those who set it up, and for customers.</summary>
public sealed class ReadStandards(IServiceLevelStore store, ServiceStandards standards, TimeProvider clock)
{
    /// <summary>As it stands in the database. Staff only; anybody else gets nothing.</summary>
    public async Task<StandardsSnapshot> ExecuteAsync(Actor actor, CancellationToken ct) => actor.IsStaff ? await store.ReadAsync(ct) : StandardsSnapshot.Empty;

    /// <summary>For anybody, from this node's copy. Null for a queue without a calendar.</summary>
    public async Task<Expectation?> ExpectAsync(QueueId queue, CancellationToken ct)
    {
        if ((await standards.ForAsync([queue], ct)).Of(queue) is not { Calendar: { } calendar } terms) return null;
        var now = clock.GetUtcNow();
        var promised = terms.Policy?.Of(PriorityLevel.Normal).FirstAnswer;
        return new(
            CalendarRules.IsOpen(calendar, now), CalendarRules.OpensAt(calendar, now), CalendarRules.ClosesAt(calendar, now),
            promised is { } time ? CalendarRules.Add(calendar, now, time) : null);
    }
}
