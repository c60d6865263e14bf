using Microsoft.Extensions.Options;
using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>
/// Lets conversations rest in which neither side has said anything for a while and no answer is due: they give their units of capacity
/// back until somebody writes. Safe on several nodes at once.
/// </summary>
public sealed class RestConversations(IConversationStore store, IConversationLog log, IOptions<ConversationOptions> options, TimeProvider clock)
{
    private const int Batch = 200;

    /// <summary>How far back a look at every second goes; the sweep catches what lies before it, and those with a note or an event since the last word.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(2);

    /// <param name="all">However long ago the last word was, instead of what became quiet lately.</param>
    /// <returns>How many went to rest.</returns>
    public async Task<int> ExecuteAsync(bool all, CancellationToken ct)
    {
        var quietSince = clock.GetUtcNow() - options.Value.RestAfter;
        var rested = 0;
        foreach (var id in await store.ListQuietAsync(all ? null : quietSince - Lately, quietSince, Batch, ct))
        {
            if (await ChangeOutcome.Of(log, id, (c, now) => ConversationRules.Rest(c, options.Value.RestAfter, now), ct) is ChangeOutcome.Done) rested++;
        }

        return rested;
    }
}
