using System.Collections.Immutable;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Channels;

/// <summary>A door for customers: one web chat with its look, texts, hours and the sites that may embed it.</summary>
public sealed record Inbox
{
    public required InboxId Id { get; init; }

    /// <summary>The public name in addresses: <c>/chat/{Key}</c>.</summary>
    public required string Key { get; init; }

    public required string Name { get; init; }

    /// <summary>How its customers write, and so which kind of an agent's capacity its conversations take.</summary>
    public ChannelKind Channel { get; init; }

    /// <summary>Where its conversations wait.</summary>
    public required QueueId QueueId { get; init; }

    /// <summary>Skills that each of its conversations asks for, beside those of its queue; for a language or a product with a door of its own.</summary>
    public ImmutableArray<SkillNeed> Needs { get; init; } = [];

    /// <summary>Shared with the company's server only; proves who its visitors are.</summary>
    public required string Secret { get; init; }

    public bool IsEnabled { get; init; } = true;

    /// <summary>Sites that may embed the chat, such as <c>https://shop.example</c>. Portal's own site always may.</summary>
    public ImmutableArray<string> Origins { get; init; } = [];

    public InboxLook Look { get; init; } = new();
    public InboxTexts Texts { get; init; } = new();
    public BusinessHours Hours { get; init; } = BusinessHours.Always;
    public InboxForm Form { get; init; } = new();
    public required DateTimeOffset CreatedAt { get; init; }
}

public enum LauncherPosition { Right, Left }

/// <param name="Brand">Header and launcher, as #RRGGBB; white on it must reach 4.5:1.</param>
/// <param name="Mine">The customer's own messages.</param>
public sealed record InboxLook(string Brand = "#0A5560", string Mine = "#0A6470", LauncherPosition Position = LauncherPosition.Right, bool ShowLauncher = true);

/// <summary>Own words instead of the built-in, translated ones; null keeps the built-in.</summary>
public sealed record InboxTexts
{
    /// <summary>The language of the chat where the visitor's is not among the built-in ones, or always if <see cref="AlwaysThisLanguage"/>.</summary>
    public string Language { get; init; } = "en";
    public bool AlwaysThisLanguage { get; init; }
    public string Company { get; init; } = "";
    public string? Greeting { get; init; }
    public string? Introduction { get; init; }

    /// <summary>In place of the introduction while the queue is in surge; null keeps the built-in line.</summary>
    public string? Busy { get; init; }

    /// <summary>The line beside the closed launcher; null shows none.</summary>
    public string? Teaser { get; init; }
    public string? Privacy { get; init; }
    public string? PrivacyUrl { get; init; }
}

public enum FieldUse { Hidden, Optional, Required }

/// <summary>What a visitor is asked before the chat.</summary>
public sealed record InboxForm(FieldUse Name = FieldUse.Hidden, FieldUse Email = FieldUse.Hidden)
{
    public bool IsAsked => Name is not FieldUse.Hidden || Email is not FieldUse.Hidden;
}

/// <param name="TimeZone">An IANA name such as Europe/Berlin.</param>
/// <param name="Spans">Opening spans by weekday, local time; several a day are fine. None at all means always open.</param>
public sealed record BusinessHours(string TimeZone, ImmutableArray<OpenSpan> Spans)
{
    public static BusinessHours Always { get; } = new("UTC", []);
}

/// <summary>Open from <paramref name="From"/> until before <paramref name="To"/>; 00:00 as the end means midnight.</summary>
public sealed record OpenSpan(DayOfWeek Day, TimeOnly From, TimeOnly To);
