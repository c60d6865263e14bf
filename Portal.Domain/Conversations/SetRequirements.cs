using System.Collections.Immutable;
using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>What routing goes by for one conversation; null leaves a thing as it is.</summary>
/// <param name="Needs">Skills asked for beside those of its queue.</param>
/// <param name="Priority">In place of its queue's, 1 (first) to 100.</param>
/// <param name="Weight">In place of its queue's, in half units (<see cref="Weights"/>).</param>
public sealed record Requirements(ImmutableArray<SkillNeed>? Needs = null, int? Priority = null, int? Weight = null)
{
    /// <summary>Takes a priority set by hand back: that of its queue counts again.</summary>
    public bool PriorityAsQueue { get; init; }

    /// <summary>Takes a weight set by hand back: it weighs what everything in this queue does.</summary>
    public QueueId? WeightAs { get; init; }
}

/// <summary>Says what a conversation needs: by staff who may steer it, or by Portal's own rules.</summary>
public sealed class SetRequirements(IConversationLog log)
{
    /// <param name="words">The requirements for people, for the timeline: their names as they are now.</param>
    /// <param name="queueWeight">What <see cref="Requirements.WeightAs"/> weighs.</param>
    public Task<ChangeOutcome> ExecuteAsync(Actor actor, ConversationId id, Requirements requirements, string words, CancellationToken ct, int? queueWeight = null) =>
        ChangeOutcome.Of(log, id, (c, _) => ConversationRules.Require(c, actor, requirements, words, queueWeight), ct);
}
