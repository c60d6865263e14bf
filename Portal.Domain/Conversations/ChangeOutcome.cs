using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>What became of a change that somebody asked for.</summary>
public abstract record ChangeOutcome
{
    public sealed record Done(Conversation After) : ChangeOutcome;

    public sealed record Refused(Refusal Reason) : ChangeOutcome;

    public sealed record Unknown : ChangeOutcome;

    internal static Task<ChangeOutcome> Of(IConversationLog log, ConversationId id, Func<Conversation, DateTimeOffset, Decision> decide, CancellationToken ct) =>
        Of(log, new LogRequest(id, decide), ct);

    internal static Task<ChangeOutcome> Of(IConversationLog log, ConversationId id, Func<Conversation, DateTimeOffset, Decision> decide, Conversation? start, CancellationToken ct) =>
        Of(log, new LogRequest(id, decide) { Start = start }, ct);

    internal static async Task<ChangeOutcome> Of(IConversationLog log, LogRequest request, CancellationToken ct)
    {
        using var span = Spans.Start("change conversation", request.Id);
        return span.Ended<ChangeOutcome>(await log.WriteAsync(request, ct) switch
        {
            LogResult.Written w => new Done(w.After),
            LogResult.Refused r => new Refused(r.Reason),
            LogResult.Unknown => new Unknown(),
            var other => throw new InvalidOperationException($"No outcome for {other}"),
        });
    }
}
