using System.Collections.Immutable;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Domain.Triage;

/// <summary>Whether the team was at work when a conversation began, by the calendar of the queue that its inbox gives it to.</summary>
internal static class TriageHours
{
    /// <returns>Null when no rule asks, or the queue has no calendar: the inbox's own hours count.</returns>
    public static async ValueTask<bool?> IsOpenAsync(ReadTeam team, QueueHours hours, ImmutableArray<TriageRule> rules, TriageCase found, CancellationToken ct)
    {
        if (!TriageRules.Asks(rules, Field.WithinHours)) return null;
        return await IsOpenAsync(await team.QueuesAsync(Actor.System, ct), hours, found, ct);
    }

    public static async ValueTask<bool?> IsOpenAsync(IReadOnlyList<Queue> queues, QueueHours hours, TriageCase found, CancellationToken ct) =>
        queues.FirstOrDefault(q => q.Id == found.InboxQueue) is { CalendarId: not null } queue ? (await hours.AtAsync([queue], found.At, ct))[0].ClosedUntil is null : null;
}
