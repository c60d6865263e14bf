using Portal.Domain.Shared;

namespace Portal.Domain.Collaboration;

/// <summary>What somebody was named in, and what happened in what they follow. Everybody's own.</summary>
public sealed class ReadMentions(ICollaborationStore store, IEventHub hub, TimeProvider clock)
{
    public const int Limit = 100;

    public async Task<IReadOnlyList<MentionRow>> ExecuteAsync(Actor actor, CancellationToken ct) =>
        actor.IsStaff ? await store.ListMentionsAsync(actor.User, Limit, ct) : [];

    public async Task<IReadOnlyList<FollowedRow>> FollowedAsync(Actor actor, CancellationToken ct) =>
        actor.IsStaff ? await store.ListFollowedAsync(actor.User, Limit, ct) : [];

    /// <summary>Unseen mentions, counted up to <see cref="Limit"/>.</summary>
    public async Task<int> CountAsync(Actor actor, CancellationToken ct) =>
        actor.IsStaff ? await store.CountUnseenAsync(actor.User, Limit, ct) : 0;

    /// <summary>The actor looks at a conversation: its mentions and its news are seen.</summary>
    /// <param name="upTo">The newest entry that was there to be seen.</param>
    public async Task SeeAsync(Actor actor, ConversationId id, long upTo, CancellationToken ct)
    {
        if (!actor.IsStaff || !await store.SeeAsync(actor.User, id, upTo, clock.GetUtcNow(), ct)) return;
        hub.Publish(new MentionsChanged(actor.User, id, null, null));
    }

    public async Task SeeAllAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.IsStaff) return;
        var rows = await store.ListMentionsAsync(actor.User, Limit, ct);
        foreach (var unseen in rows.Where(r => r.Mention.SeenAt is null).GroupBy(r => r.Mention.ConversationId))
            await SeeAsync(actor, unseen.Key, unseen.Max(r => r.Mention.Sequence), ct);
    }
}
