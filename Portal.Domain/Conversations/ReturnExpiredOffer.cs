using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>Takes an unopened offer back when its time is over, or gives the same agent another round.</summary>
public sealed class ReturnExpiredOffer(IConversationLog log)
{
    public Task<ChangeOutcome> ExecuteAsync(ConversationId id, string agentName, CancellationToken ct) =>
        ChangeOutcome.Of(log, id, (c, now) => ConversationRules.ExpireOffer(c, agentName, now), ct);

    /// <summary>When nobody else could take it: a wait in the queue would help nobody.</summary>
    public Task<ChangeOutcome> ExtendAsync(ConversationId id, TimeSpan wait, CancellationToken ct) =>
        ChangeOutcome.Of(log, id, (c, now) => ConversationRules.ExtendOffer(c, wait, now), ct);
}
