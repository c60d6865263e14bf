using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

public enum Presence { Offline, Available, Busy, Away }

/// <summary>What routing knows about a member of staff.</summary>
public sealed record Agent
{
    public const int DefaultCapacity = 4;

    public required UserId Id { get; init; }
    public required string Name { get; init; }

    /// <summary>Open conversations at the same time.</summary>
    public int Capacity { get; init; } = DefaultCapacity;

    /// <summary>Open conversations now. Changed only together with the conversation, in one transaction.</summary>
    public int Load { get; init; }

    /// <summary>What the person chose; comes back when they reconnect.</summary>
    public Presence ChosenPresence { get; init; } = Presence.Available;

    /// <summary>What counts: the choice while somebody is connected, else Offline.</summary>
    public Presence Presence { get; init; } = Presence.Offline;

    public DateTimeOffset PresenceSince { get; init; }

    /// <summary>The last sign of an open page on any node.</summary>
    public DateTimeOffset? LastSeenAt { get; init; }

    public DateTimeOffset? LastAssignedAt { get; init; }

    /// <summary>False once an admin ended the person's access.</summary>
    public bool IsEnabled { get; init; } = true;

    public int Free => Math.Max(0, Capacity - Load);
}
