using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>
/// When queues are open while a trial is played, by their own calendars, worked out once: a trial asks at every decision.
/// The same answer as <see cref="QueueHours.ClosedUntil"/> within the span.
/// </summary>
internal sealed class WhatIfHours
{
    /// <summary>So long after the last arrival a queue may still open for those who wait.</summary>
    public static readonly TimeSpan After = TimeSpan.FromDays(14);

    private readonly Dictionary<QueueId, OpenPeriod[]> open = [];

    /// <param name="to">The last arrival.</param>
    public WhatIfHours(IEnumerable<(QueueId Queue, BusinessCalendar? Calendar)> calendars, DateTimeOffset from, DateTimeOffset to)
    {
        foreach (var (queue, calendar) in calendars)
        {
            if (calendar is not null) open[queue] = [.. CalendarRules.Periods(calendar, from).TakeWhile(p => p.From <= to + After)];
        }
    }

    /// <summary>Times at which a queue opens: what waits there is looked at again.</summary>
    public IEnumerable<DateTimeOffset> Openings => open.Values.SelectMany(p => p).Select(p => p.From);

    /// <summary>The queue with <see cref="Queue.ClosedUntil"/> of that moment.</summary>
    public Queue At(Queue queue, DateTimeOffset now)
    {
        if (!open.TryGetValue(queue.Id, out var periods)) return queue;
        // The first period that ends after now; they follow each other.
        var (low, high) = (0, periods.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (periods[middle].To > now) high = middle;
            else low = middle + 1;
        }

        if (low < periods.Length && periods[low].From <= now) return queue;
        return queue with { ClosedUntil = low < periods.Length ? periods[low].From : DateTimeOffset.MaxValue };
    }
}
