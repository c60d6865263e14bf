using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>What was set, for the timeline, with the names as they are now.</summary>
/// <param name="About">Topic, queue and tags.</param>
/// <param name="Asked">Skills and their levels; empty for a weight alone.</param>
public sealed record CategoryWords(string About = "", string Asked = "");

/// <summary>Says what a new conversation is about and what it asks for, and lets it go to routing. Done once for each, whoever tries.</summary>
public sealed class CategoriseConversation(IConversationLog log)
{
    /// <param name="reason">A resource key.</param>
    public Task<ChangeOutcome> ExecuteAsync(Actor actor, ConversationId id, Categories set, CategoryWords words, string reason, CancellationToken ct) =>
        actor.Role is Role.System or Role.Bot
            ? ChangeOutcome.Of(log, id, (c, _) => ConversationRules.Categorise(c, actor, set, words, reason), ct)
            : Task.FromResult<ChangeOutcome>(new ChangeOutcome.Refused(Refusal.NotYours));
}
