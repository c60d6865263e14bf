using System.Collections.Immutable;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Escalation;

/// <summary>A level of help: whom hard cases go to, when, and what must be known by then.</summary>
public sealed record Tier
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }

    /// <summary>1 is the first line; a higher one knows more.</summary>
    public int Level { get; init; } = 2;

    /// <summary>Whose members are asked.</summary>
    public required QueueId QueueId { get; init; }

    /// <summary>How long they may take to accept.</summary>
    public TimeSpan AcceptWithin { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Asked when nobody accepts in time; null leaves the conversation with whoever has it.</summary>
    public Guid? NextTierId { get; init; }

    /// <summary>What the packet must hold before the tier is asked by a person.</summary>
    public ImmutableArray<PacketPart> Required { get; init; } = [PacketPart.Goal];

    /// <summary>Only from the level right below: nobody skips a line.</summary>
    public bool OneLevelAtATime { get; init; }

    /// <summary>Only conversations of these queues; empty takes those of any.</summary>
    public ImmutableArray<QueueId> FromQueues { get; init; } = [];

    /// <summary>Only conversations that are at least this pressing; null takes any.</summary>
    public PriorityLevel? FromPriority { get; init; }

    /// <summary>Asked by itself when a service level is missed.</summary>
    public bool OnBreach { get; init; }

    /// <summary>Asked by itself when a customer comes for the n-th time within seven days; null never.</summary>
    public int? OnContacts { get; init; }

    /// <summary>Asked by itself when a customer sounds upset.</summary>
    public bool OnUpset { get; init; }
}
