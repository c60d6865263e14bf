using Microsoft.Extensions.Logging;
using Portal.Domain.Conversations;
using Portal.Domain.Customers;
using Portal.Domain.Shared;

namespace Portal.Domain.Channels;

public abstract record IdentifyOutcome
{
    /// <param name="Token">Replaces the visitor's token: the old one never opens the proven identity's history.</param>
    public sealed record Identified(Customer Customer, string Token) : IdentifyOutcome;

    /// <summary>The proof is wrong. Nothing was changed.</summary>
    public sealed record Refused : IdentifyOutcome;
}

/// <summary>Connects a visitor with a proven identity, and brings the conversations of this visit along.</summary>
public sealed class IdentifyVisitor(IdentifyCustomer identify, FindCustomer customers, MoveConversations move, IVisitorTokens tokens, ILogger<IdentifyVisitor> logger)
{
    public async Task<IdentifyOutcome> ExecuteAsync(Inbox inbox, string? token, IdentityClaim claim, string language, CancellationToken ct)
    {
        if (await identify.ExecuteAsync(inbox.Id, inbox.Secret, claim, language, ct) is not { } customer)
        {
            logger.LogWarning("A visitor of inbox {Inbox} was identified with a wrong hash; nothing was changed", inbox.Key);
            return new IdentifyOutcome.Refused();
        }

        var visitor = tokens.Read(inbox.Id, token);
        if (visitor == customer.Id) return new IdentifyOutcome.Identified(customer, token!);
        if (visitor is { } anonymous && await customers.ExecuteAsync(Actor.Of(anonymous, ""), anonymous, ct) is not { IsVerified: true })
            await move.ExecuteAsync(Actor.System, anonymous, customer.Id, customer.DisplayName, ct);
        return new IdentifyOutcome.Identified(customer, tokens.Issue(inbox.Id, customer.Id));
    }
}
