using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Domain.Collaboration;

/// <summary>Begins and ends following. What happened before somebody began is not news to them.</summary>
public sealed class FollowConversation(ICollaborationStore store, ReadTimeline timeline, ReadTeam team, IEventHub hub, TimeProvider clock)
{
    /// <returns>False for those who may not read it.</returns>
    public async Task<bool> ExecuteAsync(Actor actor, ConversationId id, bool follow, CancellationToken ct)
    {
        if (!actor.IsStaff || await timeline.FindAsync(actor, id, ct) is not { } conversation) return false;
        if (follow) await store.FollowAsync(new() { ConversationId = id, UserId = actor.User, Since = clock.GetUtcNow(), Seen = conversation.LastSequence }, ct);
        else await store.UnfollowAsync(id, actor.User, ct);
        hub.Publish(new FollowersChanged(id, actor.User, follow));
        hub.Publish(new MentionsChanged(actor.User, id, null, null));
        return true;
    }

    /// <summary>Lets a colleague follow, who is told and may end it.</summary>
    /// <returns>False for those who may not read it, and for a colleague who is not there any more.</returns>
    public async Task<bool> AddAsync(Actor actor, ConversationId id, UserId colleague, CancellationToken ct)
    {
        if (!actor.IsStaff || await timeline.FindAsync(actor, id, ct) is not { } conversation) return false;
        if (await team.FindAsync(actor, colleague, ct) is not { IsEnabled: true }) return false;
        await store.FollowAsync(new() { ConversationId = id, UserId = colleague, Since = clock.GetUtcNow(), Seen = conversation.LastSequence }, ct);
        hub.Publish(new FollowersChanged(id, colleague, true));
        hub.Publish(new FollowedFor(colleague, id, actor.Name));
        return true;
    }

    public async Task<IReadOnlyList<Follower>> ListAsync(Actor actor, ConversationId id, CancellationToken ct) =>
        actor.IsStaff ? await store.ListFollowersAsync(id, ct) : [];
}
