using System.Security.Claims;
using Portal.Domain.Shared;

namespace Portal.Components.Accounts;

/// <summary>What the sign-in cookie says about a member of staff.</summary>
public static class StaffClaims
{
    public const string DisplayName = "portal:name";

    /// <summary>Null for a visitor, and for anybody whose cookie does not name a role of staff.</summary>
    public static Actor? ActorOf(ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated is true
        && Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
        && RoleOf(user) is { } role
            ? new(id, role, user.FindFirstValue(DisplayName) ?? "")
            : null;

    private static Role? RoleOf(ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.Role) switch
    {
        nameof(Role.Agent) => Role.Agent,
        nameof(Role.Supervisor) => Role.Supervisor,
        nameof(Role.Admin) => Role.Admin,
        _ => null,
    };
}
