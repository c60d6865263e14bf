using System.Collections.Immutable;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.ServiceLevels;

/// <summary>What is done when a promise is in danger, or broken.</summary>
[Flags]
public enum AlarmActions
{
    None = 0,

    /// <summary>Tells whoever has it, and those who lead.</summary>
    Notify = 1,

    /// <summary>One level up, at most to urgent.</summary>
    RaisePriority = 2,

    /// <summary>Back to its queue, for somebody else.</summary>
    Reassign = 4,

    /// <summary>To the policy's escalation queue.</summary>
    Escalate = 8,
}

/// <summary>Promises about time, by priority. In business time of the queue's calendar.</summary>
public sealed record ServicePolicy
{
    public required PolicyId Id { get; init; }
    public required string Name { get; init; }

    /// <summary>One for each level.</summary>
    public ImmutableArray<ServiceTargets> Targets { get; init; } = [];

    /// <summary>The clocks stand still while somebody has put the conversation to sleep.</summary>
    public bool PausesWhileSnoozed { get; init; } = true;

    /// <summary>The clock of the resolution stands still while the team waits for the customer.</summary>
    public bool PausesForCustomer { get; init; } = true;

    /// <summary>Warns when this share of a target is used up, in percent; null never warns.</summary>
    public int? WarnAtPercent { get; init; } = 75;

    public AlarmActions OnWarning { get; init; } = AlarmActions.Notify;
    public AlarmActions OnBreach { get; init; } = AlarmActions.Notify;

    /// <summary>Where <see cref="AlarmActions.Escalate"/> moves it.</summary>
    public QueueId? EscalateTo { get; init; }

    public ServiceTargets Of(PriorityLevel level) => Targets.FirstOrDefault(t => t.Level == level) ?? new(level);
}

/// <summary>Business time from the customer's message to the first answer, to each later answer, and from the beginning to the end. Null promises nothing.</summary>
public sealed record ServiceTargets(PriorityLevel Level, TimeSpan? FirstAnswer = null, TimeSpan? NextAnswer = null, TimeSpan? Resolution = null);
