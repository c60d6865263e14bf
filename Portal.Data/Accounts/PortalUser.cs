using Microsoft.AspNetCore.Identity;

namespace Portal.Data.Accounts;

/// <summary>A member of staff as Identity stores it. Customers are not users.</summary>
public sealed class PortalUser : IdentityUser<Guid>
{
    public string DisplayName { get; set; } = "";

    /// <summary>Set when an admin ends the person's access. Kept apart from lockout, which ends by itself.</summary>
    public DateTimeOffset? DisabledAt { get; set; }
}
