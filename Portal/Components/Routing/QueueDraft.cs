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
    public string Priority { get; set; } = "";
    public AgentChoice Choice { get; set; }
    public PolicyId? Policy { get; set; }
    public CalendarId? Calendar { get; set; }

    /// <summary>Seconds; empty never asks fallback members.</summary>
    public string Fallback { get; set; } = "";

    public HashSet<UserId> Members { get; init; } = [];

    /// <summary>Those of <see cref="Members"/> who help out.</summary>
    public HashSet<UserId> FallbackMembers { get; init; } = [];

    public static QueueDraft Of(Queue queue, IEnumerable<QueueMember> members)
    {
        var unit = UnitOf(queue.ServiceLevelWithin);
        return new()
        {
            Name = queue.Name, Percent = Text(queue.ServiceLevelPercent), Within = Text(queue.ServiceLevelWithin / Length(unit)), Unit = unit,
            Offer = Text(queue.OfferTimeout.TotalSeconds), Priority = Text(queue.Priority), Choice = queue.AgentChoice,
            Policy = queue.PolicyId, Calendar = queue.CalendarId,
            Fallback = queue.FallbackAfter is { } wait ? Text(wait.TotalSeconds) : "",
            Members = [.. members.Select(m => m.UserId)], FallbackMembers = [.. members.Where(m => m.IsFallback).Select(m => m.UserId)],
        };
    }

    /// <summary>The queue as typed, in place of <paramref name="stored"/>; what is no number becomes one that is refused.</summary>
    public Queue Over(Queue stored) => stored with
    {
        Name = Name.Trim(), ServiceLevelPercent = Whole(Percent), ServiceLevelWithin = Time(Number(Within), Length(Unit)), OfferTimeout = Time(Number(Offer), TimeSpan.FromSeconds(1)),
        Priority = Whole(Priority), AgentChoice = Choice, PolicyId = Policy, CalendarId = Calendar, FallbackAfter = Fallback.Trim().Length == 0 ? null : Time(Number(Fallback), TimeSpan.FromSeconds(1)),
    };

    public bool Matches(Queue queue, IReadOnlyCollection<QueueMember> members) =>
        Over(queue) == queue && Members.SetEquals(members.Select(m => m.UserId)) && FallbackMembers.SetEquals(members.Where(m => m.IsFallback).Select(m => m.UserId));

    /// <summary>No number becomes one that is refused.</summary>
    private static int Whole(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

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
