using System.Collections.Immutable;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Triage;

/// <summary>What is known about a conversation when it begins.</summary>
public sealed record TriageFacts
{
    public required DateTimeOffset At { get; init; }

    /// <summary><see cref="At"/> in the inbox's time zone.</summary>
    public required DateTime Local { get; init; }

    public bool WithinHours { get; init; } = true;
    public string Text { get; init; } = "";
    public bool HasFile { get; init; }
    public required InboxId Inbox { get; init; }

    public ChannelKind Channel { get; init; }

    /// <summary>Where it waits: by its inbox, or by the rules before the one that asks.</summary>
    public required QueueId Queue { get; init; }

    /// <summary>Those that the rules before the one that asks have given it.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    public TriageStatus Status { get; init; }

    public string? Page { get; init; }

    /// <summary>Two letters; null when nobody can say.</summary>
    public string? Language { get; init; }

    public string? BrowserLanguage { get; init; }
    public string? CustomerName { get; init; }
    public string? CustomerEmail { get; init; }
    public bool IsVerified { get; init; }
    public ImmutableDictionary<string, string> Attributes { get; init; } = ImmutableDictionary<string, string>.Empty;
    public DateTimeOffset? CustomerSince { get; init; }
    public int EarlierConversations { get; init; }
    public DateTimeOffset? LastConversationAt { get; init; }
}
