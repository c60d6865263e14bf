using Microsoft.Extensions.Options;
using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>Puts a conversation to sleep until a time or until the customer writes, whichever comes first.</summary>
public sealed class SnoozeConversation(IConversationLog log, IOptions<ConversationOptions> options)
{
    public Task<ChangeOutcome> ExecuteAsync(Actor actor, ConversationId id, DateTimeOffset until, CancellationToken ct) =>
        ChangeOutcome.Of(log, id, (c, now) => ConversationRules.Snooze(c, actor, until, options.Value.LongestSnooze, now), ct);
}
