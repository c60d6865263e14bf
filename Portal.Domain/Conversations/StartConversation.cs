using Microsoft.Extensions.Options;
using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>
/// Posts a customer's message into the conversation that <paramref name="id"/> names, which begins with it if it does not exist yet.
/// The id is chosen before the first attempt, so a repeated start meets its own conversation.
/// </summary>
public sealed class StartConversation(IConversationLog log, IOptions<ConversationOptions> options, TimeProvider clock)
{
    public async Task<PostOutcome> ExecuteAsync(Actor customer, ConversationId id, InboxId inbox, QueueId queue, NewMessage message, CancellationToken ct)
    {
        if (message.Kind is not EntryKind.Text || customer.Role is not Role.Customer) return new PostOutcome.Refused(Refusal.NotYours);
        var draft = PostMessage.DraftOf(customer, message, null);
        var now = clock.GetUtcNow();
        var longest = options.Value.LongestText;
        var request = new LogRequest(id, (c, at) => ConversationRules.Post(c, draft, longest, at))
        {
            Message = draft,
            Start = new Conversation { Id = id, InboxId = inbox, CustomerId = customer.Customer, QueueId = queue, CreatedAt = now, QueuedAt = now, LastEntryAt = now },
        };
        return PostMessage.OutcomeOf(await log.WriteAsync(request, ct), draft);
    }
}
