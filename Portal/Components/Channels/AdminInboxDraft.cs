using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Portal.Domain.Channels;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Components.Channels;

/// <summary>What an admin has typed about an inbox, right or wrong: nothing of it is lost before it is saved.</summary>
public sealed class AdminInboxDraft
{
    public string Name { get; set; } = "";
    public QueueId? Queue { get; set; }
    public bool IsEnabled { get; set; } = true;
    public ImmutableArray<SkillNeed> Needs { get; set; } = [];

    /// <summary>One a line.</summary>
    public string Origins { get; set; } = "";

    public string Brand { get; set; } = new InboxLook().Brand;
    public string Mine { get; set; } = new InboxLook().Mine;
    public LauncherPosition Position { get; set; }
    public bool ShowLauncher { get; set; } = true;
    public string Language { get; set; } = "en";
    public bool AlwaysThisLanguage { get; set; }
    public string Company { get; set; } = "";
    public string Greeting { get; set; } = "";
    public string Introduction { get; set; } = "";
    public string Busy { get; set; } = "";
    public string Teaser { get; set; } = "";
    public string Privacy { get; set; } = "";
    public string PrivacyUrl { get; set; } = "";
    public FieldUse NameUse { get; set; }
    public FieldUse EmailUse { get; set; }
    public bool AlwaysOpen { get; set; } = true;
    public string TimeZone { get; set; } = "UTC";
    public List<AdminSpanDraft> Spans { get; init; } = [];

    public static AdminInboxDraft Of(Inbox inbox) => new()
    {
        Name = inbox.Name, Queue = inbox.QueueId, Needs = inbox.Needs, IsEnabled = inbox.IsEnabled, Origins = string.Join('\n', inbox.Origins),
        Brand = inbox.Look.Brand, Mine = inbox.Look.Mine, Position = inbox.Look.Position, ShowLauncher = inbox.Look.ShowLauncher,
        Language = inbox.Texts.Language, AlwaysThisLanguage = inbox.Texts.AlwaysThisLanguage, Company = inbox.Texts.Company,
        Greeting = inbox.Texts.Greeting ?? "", Introduction = inbox.Texts.Introduction ?? "", Busy = inbox.Texts.Busy ?? "", Teaser = inbox.Texts.Teaser ?? "",
        Privacy = inbox.Texts.Privacy ?? "", PrivacyUrl = inbox.Texts.PrivacyUrl ?? "", NameUse = inbox.Form.Name, EmailUse = inbox.Form.Email,
        AlwaysOpen = inbox.Hours.Spans.IsDefaultOrEmpty, TimeZone = inbox.Hours.TimeZone,
        Spans = inbox.Hours.Spans.IsDefaultOrEmpty ? [] : [.. inbox.Hours.Spans.Select(s => new AdminSpanDraft { Day = s.Day, From = Text(s.From), To = Text(s.To) })],
    };

    /// <summary>To compare what is typed with what is stored.</summary>
    public string Fingerprint() => JsonSerializer.Serialize(this);

    /// <summary>What can only be wrong while it is typed; the rest is told by the rules.</summary>
    public IEnumerable<KeyValuePair<string, string>> Faults()
    {
        if (Queue is null) yield return new(nameof(Inbox.QueueId), "inbox-queue");
        if (AlwaysOpen) yield break;
        if (Spans.Count == 0) yield return new(nameof(BusinessHours.Spans), "inbox-hours-none");
        else if (Spans.Any(s => !s.IsComplete)) yield return new(nameof(BusinessHours.Spans), "inbox-hours");
    }

    /// <summary>The inbox as typed, in place of <paramref name="stored"/>.</summary>
    public Inbox Over(Inbox stored) => stored with
    {
        Name = TextRules.OneLine(Name, InboxRules.LongestName + 1), QueueId = Queue ?? stored.QueueId, Needs = Needs, IsEnabled = IsEnabled,
        Origins = [.. Origins.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
        Look = new(Brand.Trim(), Mine.Trim(), Position, ShowLauncher),
        Texts = new()
        {
            Language = Language, AlwaysThisLanguage = AlwaysThisLanguage, Company = Company.Trim(), Greeting = OrNull(Greeting),
            Introduction = OrNull(Introduction), Busy = OrNull(Busy), Teaser = OrNull(Teaser), Privacy = OrNull(Privacy), PrivacyUrl = OrNull(PrivacyUrl),
        },
        Form = new(NameUse, EmailUse),
        Hours = new(TimeZone.Trim(), AlwaysOpen ? [] : [.. Spans.Where(s => s.IsComplete).Select(s => s.Span()).OrderBy(s => s.Day).ThenBy(s => s.From)]),
    };

    private static string? OrNull(string text) => text.Trim() is { Length: > 0 } own ? own : null;

    internal static string Text(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}

/// <summary>Opening hours as a browser's time inputs give them; empty while incomplete.</summary>
public sealed class AdminSpanDraft
{
    public DayOfWeek Day { get; init; }
    public string From { get; set; } = "";
    public string To { get; set; } = "";

    internal bool IsComplete => Time(From) is not null && Time(To) is not null;

    internal OpenSpan Span() => new(Day, Time(From)!.Value, Time(To)!.Value);

    private static TimeOnly? Time(string text) =>
        TimeOnly.TryParseExact(text, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
