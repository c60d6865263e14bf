using Microsoft.Extensions.Options;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Domain.Collaboration;

public abstract record ConsultOutcome
{
    public sealed record Done(Consult Consult) : ConsultOutcome;

    public sealed record Refused(Refusal Reason) : ConsultOutcome;

    public sealed record Unknown : ConsultOutcome;
}

/// <summary>Asks a colleague or a team inside a conversation. The question stands there as a note, and as a row with those who are asked.</summary>
public sealed class AskConsult(ICollaborationStore store, ReadTimeline timeline, PostMessage post, ReadTeam team, TellConsult tell, IOptions<CollaborationOptions> options, TimeProvider clock)
{
    /// <param name="toUser">Exactly one of this and <paramref name="toQueue"/>.</param>
    public async Task<ConsultOutcome> ExecuteAsync(Actor actor, ConversationId id, UserId? toUser, QueueId? toQueue, string question, CancellationToken ct)
    {
        if (await timeline.FindAsync(actor, id, ct) is not { } conversation) return new ConsultOutcome.Unknown();
        var live = (await store.ListLiveConsultsAsync(id, ct)).Count;
        if (ConsultRules.MayAsk(actor, conversation, toUser, live, question) is { } refusal) return new ConsultOutcome.Refused(refusal);
        var name = toUser is { } user
            ? (await team.FindAsync(actor, user, ct)) is { IsEnabled: true } agent ? agent.Name : null
            : (await team.QueuesAsync(actor, ct)).FirstOrDefault(q => q.Id == toQueue)?.Name;
        if (name is null || (toUser is null) == (toQueue is null)) return new ConsultOutcome.Unknown();

        var now = clock.GetUtcNow();
        var consult = new Consult
        {
            Id = Guid.CreateVersion7(now), ConversationId = id, AskedById = actor.User, AskedByName = actor.Name, ToUserId = toUser, ToQueueId = toQueue, ToName = name,
            Question = question.Trim(), AskedAt = now, LapsesAt = now + options.Value.ConsultWaits, Version = 1,
        };
        await store.AddConsultAsync(consult, ct);
        await post.ExecuteAsync(actor, id, NewMessage.OfNote(DerivedIds.Of(consult.Id, "question"), $"@{name} {consult.Question}"), ct);
        await tell.ExecuteAsync(consult, null, ct);
        return new ConsultOutcome.Done(consult);
    }
}
