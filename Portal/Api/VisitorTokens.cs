using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Portal.Domain.Channels;
using Portal.Domain.Shared;

namespace Portal.Api;

/// <summary>Visitor tokens, sealed by the key ring that all nodes share.</summary>
public sealed class VisitorTokens(IDataProtectionProvider protection) : IVisitorTokens
{
    /// <summary>Longer than any token of ours: what is longer is not even looked at.</summary>
    private const int Longest = 1000;

    private readonly IDataProtector protector = protection.CreateProtector("Portal.VisitorToken.v1");

    public string Issue(InboxId inbox, CustomerId customer) => Of(inbox).Protect(customer.Value.ToString("N"));

    public CustomerId? Read(InboxId inbox, string? token)
    {
        if (token is not { Length: > 0 and <= Longest }) return null;
        try
        {
            return Guid.TryParseExact(Of(inbox).Unprotect(token), "N", out var id) ? new CustomerId(id) : null;
        }
        catch (CryptographicException)
        {
            return null; // Made up, cut, of another inbox or another key ring: a stranger.
        }
    }

    private IDataProtector Of(InboxId inbox) => protector.CreateProtector(inbox.Value.ToString("N"));
}
