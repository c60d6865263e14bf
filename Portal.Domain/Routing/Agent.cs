using System.Collections.Immutable;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

public enum Presence { Offline, Available, Busy, Away, TransfersOnly }

/// <summary>What routing knows about a member of staff.</summary>
public sealed record Agent
{
    /// <summary>Four chats; of what nobody waits for at the other end more at a time.</summary>
    public static PerChannel DefaultCapacity { get; } = new(Chat: 4, Email: 8, Sms: 6, Api: 4);

    public required UserId Id { get; init; }
    public required string Name { get; init; }

    /// <summary>Units of work at the same time, of each kind of channel; an ordinary conversation is one. None: they get nothing of that kind.</summary>
    public PerChannel Capacity { get; init; } = DefaultCapacity;

    /// <summary>Open conversations now, and those in wrap-up. Changed only together with the conversation, in one transaction.</summary>
    public PerChannel Load { get; init; }

    /// <summary>Half units in use: the weight of the open conversations that do not rest, and of those in wrap-up. Changed only together with the conversation.</summary>
    public PerChannel Used { get; init; }

    public ImmutableArray<SkillLevel> Skills { get; init; } = [];

    /// <summary>What they have resolved and are wrapping up, the first to end first; only among the seats that routing looks at.</summary>
    public ImmutableArray<WrapUp> WrapUps { get; init; } = [];

    /// <summary>Since when the person is there, for the first hours of a shift; a short break does not change it.</summary>
    public DateTimeOffset? CameAt { get; init; }

    /// <summary>Why the person is in their status, such as "Training"; empty when nothing was said.</summary>
    public string StatusReason { get; init; } = "";

    /// <summary>What the person chose; comes back when they reconnect.</summary>
    public Presence ChosenPresence { get; init; } = Presence.Available;

    /// <summary>What counts: the choice while somebody is connected, else Offline.</summary>
    public Presence Presence { get; init; } = Presence.Offline;

    public DateTimeOffset PresenceSince { get; init; }

    /// <summary>The last sign of an open page on any node.</summary>
    public DateTimeOffset? LastSeenAt { get; init; }

    /// <summary>When the person last did something on a page of any node, to the heartbeat.</summary>
    public DateTimeOffset? LastActedAt { get; init; }

    /// <summary>Since when they are away because they did nothing; null once they have chosen a status again or come anew.</summary>
    public DateTimeOffset? IdleSince { get; init; }

    public DateTimeOffset? LastAssignedAt { get; init; }

    /// <summary>False once an admin ended the person's access.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>Room for this many ordinary conversations of a kind.</summary>
    public int Free(ChannelKind kind) => Math.Max(0, Room(kind, 100) / Weights.Ordinary);

    /// <summary>Half units of room, of a share of the capacity in percent; below zero for somebody who has more.</summary>
    public int Room(ChannelKind kind, int percent) => (Capacity[kind] * Weights.Ordinary * percent / 100) - Used[kind];

    /// <summary>What is known once they have one more.</summary>
    /// <param name="units">Half units that it takes.</param>
    public Agent Taking(ChannelKind kind, int units, DateTimeOffset now) => this with { Load = Load.Plus(kind, 1), Used = Used.Plus(kind, units), LastAssignedAt = now };

    /// <summary>What is known once they have one less.</summary>
    public Agent Releasing(ChannelKind kind, int units) => this with { Load = Load.Plus(kind, -1), Used = Used.Plus(kind, -units) };
}
