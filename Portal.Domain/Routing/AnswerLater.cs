using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>A waiting customer would rather be answered at an address than wait in the chat.</summary>
public sealed class AnswerLater(IRoutingStore store, PlaceInLine place, TimeProvider clock)
{
    /// <param name="email">An address that was checked and that their profile has, or that they typed.</param>
    /// <returns>False when the conversation does not wait, is not the actor's, or its queue does not offer this.</returns>
    public async Task<bool> ExecuteAsync(Actor customer, ConversationId id, string email, CancellationToken ct)
    {
        if (customer.Role is not Role.Customer || await store.FindQueuedAsync(id, ct) is not var (conversation, _)) return false;
        if (await store.FindQueueAsync(conversation.QueueId, ct) is not { } queue || (queue.OfferEmailAfter is null && conversation.Place is not LinePlace.Beyond && !SurgeRules.IsOn(queue, clock.GetUtcNow()))) return false;
        return await place.AnswerByEmailAsync(customer, id, email, ct) is ChangeOutcome.Done;
    }
}
