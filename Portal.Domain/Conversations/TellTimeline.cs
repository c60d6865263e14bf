using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>Writes what another capability did into a conversation's history. Portal's own doing: the capability has checked its actor.</summary>
public sealed class TellTimeline(IConversationLog log)
{
    /// <param name="entry">Under the same id it is harmless to repeat.</param>
    /// <returns>False when there is no such conversation.</returns>
    public async Task<bool> ExecuteAsync(Actor actor, ConversationId id, EntryDraft entry, CancellationToken ct)
    {
        if (actor.Role is not Role.System) throw new UnauthorizedAccessException("Only Portal tells the timeline.");
        return await log.WriteAsync(new LogRequest(id, (c, _) => new Decision.Write(c, [entry])) { Message = entry }, ct) is not LogResult.Unknown;
    }
}
