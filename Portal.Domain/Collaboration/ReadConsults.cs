using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Domain.Collaboration;

/// <summary>Consults that are going on. For staff.</summary>
public sealed class ReadConsults(ICollaborationStore store, ReadTeam team)
{
    private const int Limit = 50;

    /// <summary>What the actor and their teams are asked, and nobody else works on; oldest first.</summary>
    public async Task<IReadOnlyList<ConsultRow>> ForAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.IsStaff) return [];
        var queues = (await team.MembersAsync(actor, ct)).Where(m => m.UserId == actor.User).Select(m => m.QueueId).ToHashSet();
        return [.. (await store.ListConsultsForAsync(actor.User, queues, Limit, ct)).Where(r => r.Consult.AskedById != actor.User && (r.Consult.Bearer is not { } bearer || bearer == actor.User))];
    }

    /// <summary>Those of one conversation, oldest first.</summary>
    public async Task<IReadOnlyList<Consult>> OfAsync(Actor actor, ConversationId id, CancellationToken ct) =>
        actor.IsStaff ? await store.ListLiveConsultsAsync(id, ct) : [];

    /// <summary>Whether the actor is one of those who are asked.</summary>
    public async Task<IReadOnlySet<Guid>> AskedAsync(Actor actor, IReadOnlyCollection<Consult> consults, CancellationToken ct)
    {
        if (!actor.IsStaff || consults.Count == 0) return new HashSet<Guid>();
        var queues = (await team.MembersAsync(actor, ct)).Where(m => m.UserId == actor.User).Select(m => m.QueueId).ToHashSet();
        return consults.Where(c => ConsultRules.IsAsked(actor, c, c.ToQueueId is { } queue && queues.Contains(queue))).Select(c => c.Id).ToHashSet();
    }
}
