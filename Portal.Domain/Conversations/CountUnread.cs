using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>How many messages of the team wait for a customer who is not looking, for the badge on the closed launcher.</summary>
public sealed class CountUnread(IConversationStore store)
{
    /// <summary>Nobody reads a larger number than "99+".</summary>
    public const int Most = 100;

    public async Task<int> ExecuteAsync(Actor customer, Conversation conversation, CancellationToken ct) =>
        ConversationRules.MayRead(customer, conversation) ? await store.CountUnreadByCustomerAsync(conversation.Id, customer.Customer, Most, ct) : 0;
}
