using Microsoft.Extensions.Logging;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Collaboration;

/// <summary>
/// Posts updates into linked conversations, a batch at a time. Each message's id follows from update and conversation, so
/// that a batch which is done again, after a crash or on another node, posts nothing twice.
/// </summary>
public sealed class DeliverProblemUpdates(ICollaborationStore store, PostUpdate post, IEventHub hub, TimeProvider clock, ILogger<DeliverProblemUpdates> logger)
{
    public const int Batch = 50;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private const int MostDoublings = 7;

    /// <returns>How many were settled; 0 when nothing waits.</returns>
    public async Task<int> ExecuteAsync(CancellationToken ct)
    {
        var waiting = await store.ListWaitingDeliveriesAsync(clock.GetUtcNow(), Batch, ct);
        var settled = await Task.WhenAll(waiting.Select(w => PostAsync(w.Delivery, w.Update, ct)));
        var known = settled.OfType<ProblemDelivery>().ToList();
        if (known.Count == 0) return 0;
        await store.SettleAsync(known, ct);
        foreach (var problem in waiting.Select(w => w.Update.ProblemId).Distinct()) hub.Publish(new ProblemChanged(problem));
        return known.Count;
    }

    private async Task<ProblemDelivery?> PostAsync(ProblemDelivery delivery, ProblemUpdate update, CancellationToken ct)
    {
        try
        {
            var author = new Actor(update.AuthorId, update.AuthorRole, update.AuthorName);
            var outcome = await post.ExecuteAsync(author, delivery.ConversationId, DerivedIds.Of(update.Id, delivery.ConversationId.Value), update.Text, ct);
            return delivery with { Status = outcome is PostOutcome.Sent ? DeliveryStatus.Posted : DeliveryStatus.Skipped };
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            // It is tried again later and later, so that the others behind it are not held up.
            logger.LogError(error, "Update {Update} could not be posted into {Conversation}", update.Id, delivery.ConversationId);
            await store.PostponeAsync(delivery with { Failures = delivery.Failures + 1, DueAt = clock.GetUtcNow() + (FirstPause * (1 << Math.Min(delivery.Failures, MostDoublings))) }, ct);
            return null;
        }
    }
}
