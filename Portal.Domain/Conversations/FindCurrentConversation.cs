using Microsoft.Extensions.Options;
using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>The conversation in which a customer's next message belongs: an unresolved one, or one resolved a short while ago.</summary>
public sealed class FindCurrentConversation(IConversationStore store, IOptions<ConversationOptions> options, TimeProvider clock)
{
    public Task<Conversation?> ExecuteAsync(Actor customer, InboxId inbox, CancellationToken ct) =>
        store.FindCurrentAsync(customer.Customer, inbox, clock.GetUtcNow() - options.Value.ReopenWithin, ct);

    /// <summary>Only one that is still going on.</summary>
    public Task<Conversation?> UnresolvedAsync(Actor customer, InboxId inbox, CancellationToken ct) =>
        store.FindCurrentAsync(customer.Customer, inbox, DateTimeOffset.MaxValue, ct);
}
