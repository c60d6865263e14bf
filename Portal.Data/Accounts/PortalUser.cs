using Microsoft.AspNetCore.Identity;
using Portal.Domain.Shared;

namespace Portal.Data.Accounts;

/// <summary>A member of staff as Identity stores it. Customers are not users.</summary>
public sealed class PortalUser : IdentityUser<Guid>
{
    public string DisplayName { get; set; } = "";

    /// <summary>One role a person, each containing those below it: a column says it all.</summary>
    public Role Role { get; set; } = Role.Agent;

    /// <summary>Set when an admin ends the person's access. Kept apart from lockout, which ends by itself.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    /// <summary>Name and email address, folded: engines disagree about case and accents.</summary>
    public string SearchText { get; set; } = "";

    /// <summary>Time step of the last code of the authenticator app that was used: no code works twice.</summary>
    public long? LastCodeStep { get; set; }
}
