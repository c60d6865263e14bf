using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.ServiceLevels;

/// <summary>
/// Raises every warning and breach that is due, and does what the policy says. Due times stand in the database: a node that was
/// down raises what it missed, and of several nodes one succeeds for each alarm, because raising and marking are one write.
/// </summary>
public sealed class RaiseAlarms(IConversationLog log, IServiceLevelStore store, ServiceStandards standards, IEventHub hub, TimeProvider clock)
{
    private const int Batch = 200;

    /// <returns>How many conversations this node raised alarms for.</returns>
    public async Task<int> ExecuteAsync(CancellationToken ct)
    {
        var raised = 0;
        while (true)
        {
            var due = await store.ListDueAlarmsAsync(clock.GetUtcNow(), Batch, ct);
            if (due.Count == 0) return raised;
            var all = await standards.ForAsync(due.Select(d => d.Queue), ct);
            // At once: the log makes one transaction of many.
            var done = await Task.WhenAll(due.Select(d => log.WriteAsync(new LogRequest(d.Id, (c, now) => AlarmRules.Raise(c, all.Of(c.QueueId), all, now)), ct)));
            var written = done.OfType<LogResult.Written>().ToList();
            foreach (var one in written) raised += Publish(one, all);
            // Another node was faster with all of them; or the rest comes with the next tick.
            if (due.Count < Batch || written.Count == 0) return raised;
        }
    }

    private int Publish(LogResult.Written written, StandardsSnapshot all)
    {
        if (written.Before is not { } before || AlarmRules.Raised(before, written.After) is not { Count: > 0 } alarms || all.Of(before.QueueId) is not { Policy: { } policy } terms) return 0;
        foreach (var alarm in alarms)
        {
            if (!(alarm.IsBreach ? policy.OnBreach : policy.OnWarning).HasFlag(AlarmActions.Notify)) continue;
            hub.Publish(new ServiceLevelAlarm(Topic.Alarms, before.Id, before.QueueId, terms.Queue.Name, alarm, before.IsSimulated));
            if (before.AssigneeId is { } holder) hub.Publish(new ServiceLevelAlarm(Topic.User(holder), before.Id, before.QueueId, terms.Queue.Name, alarm, before.IsSimulated));
        }

        if (written.After.QueueId != before.QueueId) hub.Publish(new ConversationEscalated(before.Id, before.QueueId, written.After.QueueId, alarms[0].Metric));
        return 1;
    }
}
