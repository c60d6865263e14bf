using Microsoft.Extensions.Logging;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>Keeps a queue's line as short as the queue wants it (<see cref="LineRules"/>), after everything was offered that could be.</summary>
public sealed class KeepLine(IRoutingStore store, PlaceInLine place, ILogger<KeepLine> logger)
{
    /// <summary>Longer lines than this are not set (<see cref="SaveQueue"/>).</summary>
    public const int Longest = 1_000;

    private const int Batch = 2 * Longest;

    /// <returns>Whether somebody came into the line whom routing left aside before.</returns>
    public async Task<bool> ExecuteAsync(Queue queue, DateTimeOffset now, CancellationToken ct)
    {
        if (queue.LongestLine is not { } longest) return false;
        var isMore = false;
        foreach (var (who, step) in LineRules.Steps(longest, await store.ListLineAsync(queue.Id, Batch, ct), now))
        {
            if (step is LineStep.Admit)
            {
                var outcome = await place.AdmitAsync(who.Conversation, queue.Id, ct);
                isMore |= outcome is ChangeOutcome.Done && who.Place is LinePlace.Beyond;
                continue;
            }

            var to = queue.WhenFull is WhenFull.Overflow && queue.OverflowTo is { } id ? await store.FindQueueAsync(id, ct) : null;
            var text = queue.FullTexts.Length == 0 ? null : LineRules.TextFor(queue, await store.FindLanguageAsync(who.Customer, ct) ?? "");
            if (await place.TurnAwayAsync(who.Conversation, queue.Id, new(queue.WhenFull, to?.Id, to?.Name ?? "", text), ct) is ChangeOutcome.Done)
                logger.LogInformation("The line of queue {Queue} is full: {Conversation} is treated by {Rule}", queue.Id, who.Conversation, queue.WhenFull);
        }

        return isMore;
    }
}
