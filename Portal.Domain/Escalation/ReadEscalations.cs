using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Domain.Escalation;

/// <summary>Tiers and cases as staff may see them.</summary>
public sealed class ReadEscalations(IEscalationStore store, ReadTeam team)
{
    private const int Cases = 20;
    private const int Newest = 50;

    public async Task<IReadOnlyList<Tier>> TiersAsync(Actor actor, CancellationToken ct) => actor.IsStaff ? await store.ListTiersAsync(ct) : [];

    /// <summary>A conversation's cases, newest first.</summary>
    public async Task<IReadOnlyList<EscalationCase>> OfAsync(Actor actor, ConversationId id, CancellationToken ct) => actor.IsStaff ? await store.ListOfAsync(id, Cases, ct) : [];

    /// <summary>The tiers that this conversation may be handed up to now.</summary>
    public async Task<IReadOnlyList<Tier>> AboveAsync(Actor actor, Conversation conversation, CancellationToken ct)
    {
        if (!actor.IsStaff) return [];
        var tiers = await store.ListTiersAsync(ct);
        var level = EscalationRules.LevelOf(await store.ListOfAsync(conversation.Id, Cases, ct), tiers);
        return [.. tiers.Where(t => EscalationRules.MayEnter(t, conversation, level) is null)];
    }

    /// <summary>What waits for this person's acceptance, most pressing first.</summary>
    public async Task<IReadOnlyList<EscalationCase>> AskedOfAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.IsStaff) return [];
        QueueId[] queues = [.. (await team.MembersAsync(actor, ct)).Where(m => m.UserId == actor.User).Select(m => m.QueueId)];
        return queues.Length == 0 ? [] : [.. (await store.ListAskedAsync(queues, Cases, ct)).Where(c => c.FromAgentId != actor.User)];
    }

    public async Task<bool> MayAcceptAsync(Actor actor, EscalationCase asked, CancellationToken ct) =>
        asked.State is EscalationState.Asked && actor.IsStaff && asked.FromAgentId != actor.User && (actor.Leads || await AcceptEscalation.IsMemberAsync(team, actor, asked.QueueId, ct));

    /// <summary>The newest cases since a time, up to 50. For those who lead.</summary>
    public async Task<IReadOnlyList<EscalationCase>> SinceAsync(Actor actor, DateTimeOffset since, CancellationToken ct) =>
        actor.Leads ? await store.ListSinceAsync(since, Newest, ct) : [];

    /// <summary>How the tiers have done since a time, over all that they were asked. For those who lead.</summary>
    public async Task<IReadOnlyList<TierFigures>> FiguresAsync(Actor actor, DateTimeOffset since, CancellationToken ct) =>
        actor.Leads ? EscalationFigures.Of(await store.TallyAsync(since, ct), await store.AskedAgainAsync(since, ct)) : [];
}
