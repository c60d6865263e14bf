using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

public abstract record SaveQueueOutcome
{
    public sealed record Saved(Queue Queue) : SaveQueueOutcome;

    /// <summary>What is wrong, by field name, as resource keys.</summary>
    public sealed record Invalid(IReadOnlyDictionary<string, string> Faults) : SaveQueueOutcome;

    public sealed record NotAllowed : SaveQueueOutcome;
}

/// <summary>Creates or changes a queue with its members.</summary>
public sealed class SaveQueue(IRoutingStore store, IEventHub hub)
{
    /// <param name="fallback">Those of <paramref name="members"/> who help out when the wait is long.</param>
    public async Task<SaveQueueOutcome> ExecuteAsync(Actor actor, Queue queue, IReadOnlyCollection<UserId> members, IReadOnlyCollection<UserId> fallback, CancellationToken ct)
    {
        if (actor.Role is not (Role.Admin or Role.System)) return new SaveQueueOutcome.NotAllowed();
        var name = TextRules.OneLine(TextRules.Storable(queue.Name), 60);
        var faults = new Dictionary<string, string>();
        if (name.Length == 0) faults[nameof(Queue.Name)] = "queue-name-missing";
        else if ((await store.ListQueuesAsync(ct)).Any(q => q.Id != queue.Id && string.Equals(q.Name, name, StringComparison.OrdinalIgnoreCase))) faults[nameof(Queue.Name)] = "queue-name-taken";
        if (queue.OfferTimeout < TimeSpan.FromSeconds(5) || queue.OfferTimeout > TimeSpan.FromHours(1)) faults[nameof(Queue.OfferTimeout)] = "queue-offer-timeout-range";
        if (queue.ServiceLevelPercent is < 1 or > 100) faults[nameof(Queue.ServiceLevelPercent)] = "queue-percent-range";
        if (queue.ServiceLevelWithin < TimeSpan.FromSeconds(1) || queue.ServiceLevelWithin > TimeSpan.FromDays(30)) faults[nameof(Queue.ServiceLevelWithin)] = "queue-within-range";
        if (queue.Priority is < Queue.HighestPriority or > Queue.LowestPriority) faults[nameof(Queue.Priority)] = "queue-priority-range";
        if (queue.FallbackAfter is { } wait && (wait < TimeSpan.FromSeconds(1) || wait > TimeSpan.FromDays(1))) faults[nameof(Queue.FallbackAfter)] = "queue-fallback-range";
        if (queue.Needs.Length > SkillNeed.Most || queue.Needs.Any(n => n.Level is < SkillNeed.LowestLevel or > SkillNeed.HighestLevel) || queue.Needs.DistinctBy(n => n.Skill).Count() < queue.Needs.Length) faults[nameof(Queue.Needs)] = "queue-needs-range";
        if (queue.Relaxation.Length > RelaxationStep.Most || queue.Relaxation.Any(s => s.After < TimeSpan.FromSeconds(1) || s.After > TimeSpan.FromDays(1) || s.Lower is < 1 or > SkillNeed.HighestLevel)) faults[nameof(Queue.Relaxation)] = "queue-relaxation-range";
        if (queue.Weight is < Weights.Lightest or > Weights.Heaviest) faults[nameof(Queue.Weight)] = "queue-weight-range";
        if (queue.KeepForKnown < TimeSpan.Zero || queue.KeepForKnown > TimeSpan.FromHours(1)) faults[nameof(Queue.KeepForKnown)] = "queue-keep-range";
        if (queue.RampUp < TimeSpan.Zero || queue.RampUp > TimeSpan.FromHours(4)) faults[nameof(Queue.RampUp)] = "queue-ramp-range";
        if (queue.WrapUp < TimeSpan.Zero || queue.WrapUp > TimeSpan.FromHours(1)) faults[nameof(Queue.WrapUp)] = "queue-wrap-up-range";
        if (queue.OverflowAfter is { } limit && (limit < TimeSpan.FromSeconds(5) || limit > TimeSpan.FromDays(1))) faults[nameof(Queue.OverflowAfter)] = "queue-overflow-range";
        if (queue.OverflowTo is { } target && (target == queue.Id || await ComesBackAsync(queue, target, ct))) faults[nameof(Queue.OverflowTo)] = "queue-overflow-circle";
        if (queue.LongestLine is < 1 or > KeepLine.Longest) faults[nameof(Queue.LongestLine)] = "queue-line-range";
        if (queue is { LongestLine: not null, WhenFull: WhenFull.Overflow, OverflowTo: null } || !Enum.IsDefined(queue.WhenFull)) faults[nameof(Queue.WhenFull)] = "queue-full-where";
        if (queue.OfferEmailAfter is { } offer && (offer < TimeSpan.FromSeconds(5) || offer > TimeSpan.FromDays(1))) faults[nameof(Queue.OfferEmailAfter)] = "queue-overflow-range";
        if (queue.FullTexts.Length > LineText.Most || queue.FullTexts.Any(t => t.Text.Trim().Length is 0 or > LineText.Longest || !TextRules.IsStorable(t.Text) || t.Language.Length is < 2 or > 8) || queue.FullTexts.DistinctBy(t => t.Language).Count() < queue.FullTexts.Length) faults[nameof(Queue.FullTexts)] = "queue-full-text";
        if (faults.Count > 0) return new SaveQueueOutcome.Invalid(faults);

        // A surge is switched elsewhere: a page that was opened before it must not end it.
        var known = await store.FindQueueAsync(queue.Id, ct);
        var saved = queue with { Name = name, Version = known?.Version + 1 ?? 1, SurgePercent = known?.SurgePercent ?? 100, SurgeUntil = known?.SurgeUntil, SurgeBy = known?.SurgeBy ?? "", SurgeSetAt = known?.SurgeSetAt };
        await store.SaveQueueAsync(saved, members, fallback, ct);
        hub.Publish(new QueueChanged(queue.Id));
        return new SaveQueueOutcome.Saved(saved);
    }

    /// <summary>Whether whoever overflows from queue to queue would meet this one again.</summary>
    private async Task<bool> ComesBackAsync(Queue queue, QueueId target, CancellationToken ct)
    {
        var next = (await store.ListQueuesAsync(ct)).ToDictionary(q => q.Id, q => q.OverflowTo);
        QueueId? at = target;
        for (var steps = 0; at is { } id && steps <= next.Count; steps++)
        {
            if (id == queue.Id) return true;
            at = next.GetValueOrDefault(id);
        }

        return false;
    }
}
