using Microsoft.Extensions.Options;
using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>
/// A message to a customer that answers nothing they asked: news for everybody whom one cause concerns. It leaves the
/// conversation with whoever has it, and the customer's own question waiting. By those who lead.
/// </summary>
public sealed class PostUpdate(IConversationLog log, IOptions<ConversationOptions> options)
{
    public async Task<PostOutcome> ExecuteAsync(Actor actor, ConversationId id, Guid clientMessageId, string text, CancellationToken ct)
    {
        using var span = Spans.Start("post update", id);
        var draft = PostMessage.DraftOf(actor, NewMessage.OfText(clientMessageId, text), null);
        var longest = options.Value.LongestText;
        var request = new LogRequest(id, (c, _) => ConversationRules.Tell(c, draft, longest)) { Message = draft };
        return span.Ended(PostMessage.OutcomeOf(await log.WriteAsync(request, ct), draft));
    }
}
