using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Collaboration;

/// <summary>
/// A note for the team, and news for everybody whom it names. Sending the same id again returns the first result and tells
/// those whom an interrupted attempt did not reach; nobody is told twice.
/// </summary>
public sealed class WriteNote(PostMessage post, FindMentionable find, ICollaborationStore store, IEventHub hub)
{
    public async Task<PostOutcome> ExecuteAsync(Actor actor, ConversationId id, Guid clientMessageId, string text, CancellationToken ct)
    {
        var outcome = await post.ExecuteAsync(actor, id, NewMessage.OfNote(clientMessageId, text), ct);
        if (outcome is PostOutcome.Sent sent && text.Contains('@', StringComparison.Ordinal)) await TellAsync(actor, sent.Entry, text, ct);
        return outcome;
    }

    private async Task TellAsync(Actor actor, TimelineEntry note, string text, CancellationToken ct)
    {
        var named = MentionRules.Find(text, await find.AllAsync(actor, ct), actor.User);
        if (named.Count == 0) return;
        var mentions = named.Select(n => new Mention
        {
            UserId = n.User, Team = n.Team, ConversationId = note.ConversationId, Sequence = note.Sequence, ById = actor.User, ByName = actor.Name,
            Excerpt = TextRules.OneLine(text, Mention.ExcerptLength), At = note.CreatedAt,
        }).ToList();
        foreach (var mention in await store.AddMentionsAsync(mentions, ct)) hub.Publish(new MentionsChanged(mention.UserId, mention.ConversationId, mention.ByName, mention.Excerpt));
    }
}
