using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>
/// Writes what a member of staff wanted said beside something that Portal does for them, perhaps after they have gone. Portal's own doing: the capability has
/// checked its actor and the text.
/// </summary>
public sealed class PostWord(IConversationLog log)
{
    /// <param name="author">Whose word it is.</param>
    /// <param name="clientMessageId">Under the same id it is harmless to repeat.</param>
    public async Task<PostOutcome> ExecuteAsync(Actor actor, ConversationId id, Actor author, Guid clientMessageId, string text, CancellationToken ct)
    {
        if (actor.Role is not Role.System) throw new UnauthorizedAccessException("Only Portal speaks for others.");
        using var span = Spans.Start("post word", id);
        var draft = PostMessage.DraftOf(author, NewMessage.OfText(clientMessageId, text), null);
        var request = new LogRequest(id, (c, now) => ConversationRules.Say(c, draft, now)) { Message = draft };
        return span.Ended(PostMessage.OutcomeOf(await log.WriteAsync(request, ct), draft));
    }
}
