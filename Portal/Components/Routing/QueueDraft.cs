using System.Globalization;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Components.Routing;

public enum QueueUnit { Seconds, Minutes, Hours, Days }

/// <summary>What an admin has typed about a queue, right or wrong.</summary>
public sealed class QueueDraft
{
    public string Name { get; set; } = "";
    public string Percent { get; set; } = "";
    public string Within { get; set; } = "";
    public QueueUnit Unit { get; set; }
    public string Offer { get; set; } = "";
    public HashSet<UserId> Members { get; init; } = [];

    public static QueueDraft Of(Queue queue, IEnumerable<UserId> members)
    {
        var unit = UnitOf(queue.ServiceLevelWithin);
        return new()
        {
            Name = queue.Name, Percent = Text(queue.ServiceLevelPercent), Within = Text(queue.ServiceLevelWithin / Length(unit)), Unit = unit,
            Offer = Text(queue.OfferTimeout.TotalSeconds), Members = [.. members],
        };
    }

    /// <summary>The queue as typed, in place of <paramref name="stored"/>; what is no number becomes one that is refused.</summary>
    public Queue Over(Queue stored) => stored with
    {
        Name = Name.Trim(), ServiceLevelPercent = int.TryParse(Percent, NumberStyles.None, CultureInfo.InvariantCulture, out var percent) ? percent : 0, ServiceLevelWithin = Time(Number(Within), Length(Unit)), OfferTimeout = Time(Number(Offer), TimeSpan.FromSeconds(1)),
    };

    public bool Matches(Queue queue, IEnumerable<UserId> members) => Over(queue) == queue && Members.SetEquals(members);

    private static TimeSpan Time(double count, TimeSpan unit) => count * unit.TotalDays > 3650 ? TimeSpan.MaxValue : count * unit;

    private static double Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= int.MaxValue ? number : 0;

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static QueueUnit UnitOf(TimeSpan time) =>
        time.Ticks % TimeSpan.TicksPerDay == 0 ? QueueUnit.Days : time.Ticks % TimeSpan.TicksPerHour == 0 ? QueueUnit.Hours
        : time.Ticks % TimeSpan.TicksPerMinute == 0 ? QueueUnit.Minutes : QueueUnit.Seconds;

    private static TimeSpan Length(QueueUnit unit) => unit switch
    {
        QueueUnit.Seconds => TimeSpan.FromSeconds(1),
        QueueUnit.Minutes => TimeSpan.FromMinutes(1),
        QueueUnit.Hours => TimeSpan.FromHours(1),
        QueueUnit.Days => TimeSpan.FromDays(1),
        _ => throw new ArgumentOutOfRangeException(nameof(unit)),
    };
}
