using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>
/// Gives a conversation to one agent, or takes it when the agent is the actor. The agent's load is claimed in the same
/// transaction: never above capacity (unless by a person's own decision), never to two agents, whatever the number of nodes.
/// </summary>
public sealed class AssignConversation(IConversationLog log)
{
    /// <param name="reason">A resource key that says why, for the timeline.</param>
    /// <param name="share">Of a routed claim: what it takes, and of how much of the capacity.</param>
    /// <param name="offerFor">How long the agent has to open it before it goes on; null for ever.</param>
    public Task<ChangeOutcome> ExecuteAsync(
        Actor actor, ConversationId id, UserId to, string toName, CapacityClaim claim, string reason, TimeSpan? offerFor, CancellationToken ct, CapacityShare? share = null) =>
        ChangeOutcome.Of(log, new LogRequest(id, (c, now) => ConversationRules.Assign(c, actor, to, toName, claim, reason, offerFor, now, share)) { Taker = to }, ct);

    /// <summary>Everybody who could have it was asked in this round: another one begins.</summary>
    public Task<ChangeOutcome> AskAgainAsync(ConversationId id, CancellationToken ct) => ChangeOutcome.Of(log, id, (c, _) => ConversationRules.AskAgain(c), ct);
}
