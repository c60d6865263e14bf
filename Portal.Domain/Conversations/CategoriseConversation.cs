using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>Says what a new conversation is about and lets it go to routing. Done once for each, whoever tries.</summary>
public sealed class CategoriseConversation(IConversationLog log)
{
    /// <param name="words">What was set, for the timeline.</param>
    /// <param name="reason">A resource key.</param>
    public Task<ChangeOutcome> ExecuteAsync(Actor actor, ConversationId id, Categories set, string words, string reason, CancellationToken ct)
    {
        if (actor.Role is not (Role.System or Role.Bot)) return Task.FromResult<ChangeOutcome>(new ChangeOutcome.Refused(Refusal.NotYours));
        var entry = EntryDraft.Of(TimelineEvent.Categorised, actor, Audience.Staff, words, reason);
        return ChangeOutcome.Of(log, id, (c, _) => ConversationRules.Categorise(c, set, entry), ct);
    }
}
