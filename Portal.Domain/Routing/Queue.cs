using System.Collections.Immutable;
using Portal.Domain.Conversations;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>Where conversations wait for one of its members.</summary>
public sealed record Queue
{
    public const int HighestPriority = 1;
    public const int LowestPriority = 100;

    public required QueueId Id { get; init; }
    public required string Name { get; init; }

    /// <summary>1 is served first, 100 last; waiting makes up for it (<see cref="UrgencyRules"/>).</summary>
    public int Priority { get; init; } = 50;

    /// <summary>Who of several members who could have a conversation gets it.</summary>
    public AgentChoice AgentChoice { get; init; }

    /// <summary>After this wait fallback members are asked too, if no other member can; null never asks them.</summary>
    public TimeSpan? FallbackAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long an agent may leave an offer unopened before it goes to the next one.</summary>
    public TimeSpan OfferTimeout { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>When its people are at work; null for always.</summary>
    public CalendarId? CalendarId { get; init; }

    /// <summary>When it opens, while it is closed by its calendar; <see cref="DateTimeOffset.MaxValue"/> when nobody knows. Not stored: <see cref="QueueHours"/> says it for one moment.</summary>
    public DateTimeOffset? ClosedUntil { get; init; }

    /// <summary>What is promised to its customers; null for no more than the standard below.</summary>
    public PolicyId? PolicyId { get; init; }

    /// <summary>The policy itself. Not stored: <see cref="QueueHours"/> says it, as <see cref="ClosedUntil"/>.</summary>
    public ServicePolicy? Policy { get; init; }

    /// <summary>Skills that everything in this queue asks for.</summary>
    public ImmutableArray<SkillNeed> Needs { get; init; } = [];

    /// <summary>After which waits less is asked for.</summary>
    public ImmutableArray<RelaxationStep> Relaxation { get; init; } = [];

    /// <summary>Half units that one of its conversations takes (<see cref="Weights"/>).</summary>
    public int Weight { get; init; } = Weights.Ordinary;

    /// <summary>So long a conversation is kept for whoever had it before, if they are there and only have no room.</summary>
    public TimeSpan KeepForKnown { get; init; }

    /// <summary>A member's capacity grows to its whole over this time after they came; zero gives all of it at once.</summary>
    public TimeSpan RampUp { get; init; }

    /// <summary>So long whoever resolved a conversation may go on with what follows before its units are free; zero for no wrap-up.</summary>
    public TimeSpan WrapUp { get; init; }

    /// <summary>Where a conversation goes that has waited for <see cref="OverflowAfter"/>, or that comes when the line is full.</summary>
    public QueueId? OverflowTo { get; init; }

    /// <summary>After this wait a conversation goes to <see cref="OverflowTo"/>; null never moves it.</summary>
    public TimeSpan? OverflowAfter { get; init; }

    /// <summary>So many may wait in the chat; null for any number.</summary>
    public int? LongestLine { get; init; }

    /// <summary>What becomes of those who come when the line is that long.</summary>
    public WhenFull WhenFull { get; init; }

    /// <summary>The company's own words for them; a language without any has the built-in ones.</summary>
    public ImmutableArray<LineText> FullTexts { get; init; } = [];

    /// <summary>After this wait customers are offered to leave an address instead of waiting; null never offers it.</summary>
    public TimeSpan? OfferEmailAfter { get; init; }

    /// <summary>Capacities count by this many percent while <see cref="SurgeUntil"/> lies ahead.</summary>
    public int SurgePercent { get; init; } = 100;

    /// <summary>When the surge ends by itself; null when there is none.</summary>
    public DateTimeOffset? SurgeUntil { get; init; }

    /// <summary>Who last switched the surge on or off; empty when nobody ever has.</summary>
    public string SurgeBy { get; init; } = "";

    public DateTimeOffset? SurgeSetAt { get; init; }

    /// <summary>Grows with every change: each decision says by which version it was taken.</summary>
    public int Version { get; init; }

    /// <summary>The standard: this share of first answers, in percent …</summary>
    public int ServiceLevelPercent { get; init; } = 80;

    /// <summary>… within this time, unless a policy says otherwise.</summary>
    public TimeSpan ServiceLevelWithin { get; init; } = TimeSpan.FromSeconds(60);
}

/// <param name="Language">A code such as "de".</param>
public sealed record LineText(string Language, string Text)
{
    public const int Longest = 300;
    public const int Most = 20;
}

public sealed record QueueMember
{
    public required QueueId QueueId { get; init; }
    public required UserId UserId { get; init; }

    /// <summary>Helps out when the wait is long (<see cref="Queue.FallbackAfter"/>).</summary>
    public bool IsFallback { get; init; }
}
