using Portal.Domain.Shared;

namespace Portal.Domain.Channels;

/// <summary>
/// Signed tokens by which a visitor is recognised across pages and days. The host page keeps them; nobody can make one up.
/// A token is bound to its inbox.
/// </summary>
public interface IVisitorTokens
{
    string Issue(InboxId inbox, CustomerId customer);

    /// <summary>The customer, or null for anything that this product did not issue for this inbox.</summary>
    CustomerId? Read(InboxId inbox, string? token);
}
