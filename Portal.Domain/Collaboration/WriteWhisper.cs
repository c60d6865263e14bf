using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Collaboration;

/// <summary>Whispers of one conversation: by those who lead to the agent who has it, and that agent's answers.</summary>
public sealed class WriteWhisper(ICollaborationStore store, ReadTimeline timeline, IEventHub hub, TimeProvider clock)
{
    public const int LongestText = 2_000;
    private const int MostShown = 20;

    /// <returns>Null when it was said; else why not.</returns>
    public async Task<Refusal?> ExecuteAsync(Actor actor, ConversationId id, Guid whisperId, string text, CancellationToken ct)
    {
        if (!actor.IsStaff || await timeline.FindAsync(actor, id, ct) is not { } conversation) return Refusal.NotYours;
        if (conversation.AssigneeId is not { } agent) return Refusal.NotAssigned;
        if (!actor.Leads && agent != actor.User) return Refusal.NotYours;
        if (string.IsNullOrWhiteSpace(text)) return Refusal.Empty;
        if (text.Length > LongestText) return Refusal.TooLong;
        if (!TextRules.IsStorable(text)) return Refusal.Unreadable;
        var whisper = new Whisper { Id = whisperId, ConversationId = id, AgentId = agent, AuthorId = actor.User, AuthorName = actor.Name, Text = text.Trim(), At = clock.GetUtcNow(), UnseenSince = agent == actor.User ? null : clock.GetUtcNow() };
        if (!await store.AddWhisperAsync(whisper, ct)) return null;
        hub.Publish(new Whispered(Topic.Lead(id), whisper));
        hub.Publish(new Whispered(Topic.User(agent), whisper));
        return null;
    }

    /// <summary>What was whispered to the actor and they have not seen, oldest first.</summary>
    public async Task<IReadOnlyList<Whisper>> UnseenAsync(Actor actor, CancellationToken ct) => actor.IsStaff ? await store.ListUnseenWhispersAsync(actor.User, MostShown, ct) : [];

    /// <summary>The actor has the conversation before their eyes.</summary>
    public async Task SeeAsync(Actor actor, ConversationId id, CancellationToken ct)
    {
        if (actor.IsStaff && await store.SeeWhispersAsync(actor.User, id, ct)) hub.Publish(new MentionsChanged(actor.User, id, null, null));
    }

    /// <summary>Oldest first: all for those who lead, their own for an agent.</summary>
    public async Task<IReadOnlyList<Whisper>> ListAsync(Actor actor, ConversationId id, CancellationToken ct) =>
        actor.IsStaff ? await store.ListWhispersAsync(id, actor.Leads ? null : actor.User, MostShown, ct) : [];
}
