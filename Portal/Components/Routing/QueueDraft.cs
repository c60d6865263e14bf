using System.Collections.Immutable;
using System.Globalization;
using Portal.Domain.Conversations;
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

    /// <summary>Skills asked for by everything in it.</summary>
    public ImmutableArray<SkillNeed> Needs { get; set; } = [];

    public List<StepDraft> Steps { get; init; } = [];
    public int Weight { get; set; } = Weights.Ordinary;

    /// <summary>Minutes.</summary>
    public string Ramp { get; set; } = "";

    /// <summary>Seconds.</summary>
    public string Keep { get; set; } = "";

    /// <summary>Seconds.</summary>
    public string WrapUp { get; set; } = "";

    public QueueId? OverflowTo { get; set; }

    /// <summary>Seconds; empty never moves it.</summary>
    public string Overflow { get; set; } = "";

    /// <summary>Empty for any number.</summary>
    public string LongestLine { get; set; } = "";

    public WhenFull WhenFull { get; set; }

    /// <summary>By language; empty ones keep the built-in words.</summary>
    public Dictionary<string, string> FullTexts { get; init; } = [];

    /// <summary>Seconds; empty never offers it.</summary>
    public string OfferEmail { get; set; } = "";

    public string NextAfter => Steps.Count == 0 ? "60" : Text(Number(Steps[^1].After) * 2);
    public string NextLower => Text(Steps.Count == 0 ? 1 : Math.Min(SkillNeed.HighestLevel, Number(Steps[^1].Lower) + 1));

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
            Needs = queue.Needs, Steps = [.. queue.Relaxation.Select(s => new StepDraft { After = Text(s.After.TotalSeconds), Lower = Text(s.Lower) })],
            Weight = queue.Weight, Ramp = Text(queue.RampUp.TotalMinutes), Keep = Text(queue.KeepForKnown.TotalSeconds), WrapUp = Text(queue.WrapUp.TotalSeconds),
            OverflowTo = queue.OverflowTo, Overflow = queue.OverflowAfter is { } limit ? Text(limit.TotalSeconds) : "",
            LongestLine = queue.LongestLine is { } longest ? Text(longest) : "", WhenFull = queue.WhenFull, FullTexts = queue.FullTexts.ToDictionary(t => t.Language, t => t.Text),
            OfferEmail = queue.OfferEmailAfter is { } offer ? Text(offer.TotalSeconds) : "",
            Members = [.. members.Select(m => m.UserId)], FallbackMembers = [.. members.Where(m => m.IsFallback).Select(m => m.UserId)],
        };
    }

    /// <summary>The queue as typed, in place of <paramref name="stored"/>; what is no number becomes one that is refused.</summary>
    public Queue Over(Queue stored) => stored with
    {
        Name = Name.Trim(), ServiceLevelPercent = Whole(Percent), ServiceLevelWithin = Time(Number(Within), Length(Unit)), OfferTimeout = Time(Number(Offer), TimeSpan.FromSeconds(1)),
        Priority = Whole(Priority), AgentChoice = Choice, PolicyId = Policy, CalendarId = Calendar, FallbackAfter = Fallback.Trim().Length == 0 ? null : Time(Number(Fallback), TimeSpan.FromSeconds(1)),
        Needs = Needs.SequenceEqual(stored.Needs) ? stored.Needs : Needs, Relaxation = RelaxationOver(stored), Weight = Weight,
        RampUp = Time(NumberOr(Ramp), TimeSpan.FromMinutes(1)), KeepForKnown = Time(NumberOr(Keep), TimeSpan.FromSeconds(1)), WrapUp = Time(NumberOr(WrapUp), TimeSpan.FromSeconds(1)),
        LongestLine = LongestLine.Trim().Length == 0 ? null : Whole(LongestLine), WhenFull = WhenFull, FullTexts = TextsOver(stored),
        OfferEmailAfter = OfferEmail.Trim().Length == 0 ? null : Time(Number(OfferEmail), TimeSpan.FromSeconds(1)),
        OverflowTo = OverflowTo, OverflowAfter = Overflow.Trim().Length == 0 ? null : Time(Number(Overflow), TimeSpan.FromSeconds(1)),
    };

    /// <summary>The very same array where nothing changed: records compare arrays by identity.</summary>
    private ImmutableArray<RelaxationStep> RelaxationOver(Queue stored)
    {
        ImmutableArray<RelaxationStep> typed = [.. Steps.Select(s => new RelaxationStep(Time(Number(s.After), TimeSpan.FromSeconds(1)), Whole(s.Lower)))];
        return typed.SequenceEqual(stored.Relaxation) ? stored.Relaxation : typed;
    }

    private ImmutableArray<LineText> TextsOver(Queue stored)
    {
        ImmutableArray<LineText> typed = [.. FullTexts.Where(t => t.Value.Trim().Length > 0).OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => new LineText(t.Key, t.Value.Trim()))];
        return typed.SequenceEqual(stored.FullTexts) ? stored.FullTexts : typed;
    }

    /// <summary>Empty is zero; what is no number is refused.</summary>
    private static double NumberOr(string text) =>
        text.Trim().Length == 0 ? 0 : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= int.MaxValue ? number : int.MaxValue;

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
