using Portal.Domain.Conversations;
using Portal.Domain.Customers;
using Portal.Domain.Shared;

namespace Portal.Domain.Channels;

/// <param name="Current">The conversation to carry on with; null before the first message.</param>
/// <param name="Token">What the host page keeps from now on.</param>
public sealed record ChatSession(Inbox Inbox, Actor Actor, Customer? Profile, Conversation? Current, string Token)
{
    /// <summary>The path of the page on which the chat stands, as the site tells it.</summary>
    public string? Page { get; init; }
}

/// <summary>Recognises the visitor behind a token, or makes a new one, and finds the conversation that goes on. Writes nothing.</summary>
public sealed class OpenChat(FindCustomer customers, FindCurrentConversation conversations, IVisitorTokens tokens)
{
    public async Task<ChatSession> ExecuteAsync(Inbox inbox, string? token, CancellationToken ct)
    {
        if (tokens.Read(inbox.Id, token) is not { } known)
        {
            var fresh = CustomerId.New();
            return new(inbox, Actor.Of(fresh, CustomerRules.DisplayName("", null, fresh)), null, null, tokens.Issue(inbox.Id, fresh));
        }

        var actor = Actor.Of(known, CustomerRules.DisplayName("", null, known));
        var profile = await customers.ExecuteAsync(actor, known, ct);
        return new(inbox, actor with { Name = profile?.DisplayName ?? actor.Name, IsSimulated = profile?.SimulatedAt is not null }, profile, await conversations.ExecuteAsync(actor, inbox.Id, ct), token!);
    }
}
