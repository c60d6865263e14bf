using Portal.Domain.Conversations;
using Portal.Domain.Customers;
using Portal.Domain.Shared;

namespace Portal.Domain.Channels;

/// <summary>A customer's text: into the conversation it belongs to, or as the beginning of a new one.</summary>
public sealed class WriteAsCustomer(DescribeCustomer describe, FindCurrentConversation conversations, StartConversation start, PostMessage post)
{
    /// <param name="conversation">
    /// The current conversation, or the id chosen for the next one. The caller keeps it beside the unsent message,
    /// so that a repeated first message cannot begin two conversations.
    /// </param>
    public async Task<PostOutcome> ExecuteAsync(ChatSession session, ConversationId conversation, Guid clientMessageId, string text, string language, CancellationToken ct)
    {
        var message = NewMessage.OfText(clientMessageId, text);
        if (session.Current?.Id == conversation) return await post.ExecuteAsync(session.Actor, conversation, message, ct);

        // Another page of the same visitor may have begun one meanwhile: both carry on in that.
        if (await conversations.UnresolvedAsync(session.Actor, session.Inbox.Id, ct) is { } other)
            return await post.ExecuteAsync(session.Actor, other.Id, message, ct);
        if (session.Profile is null) await describe.ExecuteAsync(session.Actor, null, null, language, ct);
        return await start.ExecuteAsync(session.Actor, conversation, session.Inbox.Id, session.Inbox.QueueId, message, ct, session.Page, session.Inbox.Needs, session.Inbox.Channel);
    }

    /// <summary>The conversation that a customer's file belongs to; it begins now if there is none yet.</summary>
    /// <returns>Its id, or null when the actor may not write there.</returns>
    public async Task<ConversationId?> BeginAsync(ChatSession session, ConversationId conversation, string language, CancellationToken ct)
    {
        if (await conversations.ExecuteAsync(session.Actor, session.Inbox.Id, ct) is { } current) return current.Id;
        if (session.Profile is null) await describe.ExecuteAsync(session.Actor, null, null, language, ct);
        return await start.BeginAsync(session.Actor, conversation, session.Inbox.Id, session.Inbox.QueueId, ct, session.Page, session.Inbox.Needs, session.Inbox.Channel) switch
        {
            ChangeOutcome.Done or ChangeOutcome.Refused { Reason: Refusal.NothingToDo } => conversation,
            _ => null,
        };
    }
}
