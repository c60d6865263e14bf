using Microsoft.AspNetCore.Authorization;
using Portal.Domain.Shared;

namespace Portal.Components.Accounts;

/// <summary>Who may open a page. Each includes those above it: what an agent may see, a supervisor and an admin may.</summary>
public static class Policies
{
    public const string Agent = nameof(Agent);
    public const string Supervisor = nameof(Supervisor);
    public const string Admin = nameof(Admin);

    internal static void Configure(AuthorizationBuilder authorization) => authorization
        .AddPolicy(Agent, p => p.RequireRole(nameof(Role.Agent), nameof(Role.Supervisor), nameof(Role.Admin)))
        .AddPolicy(Supervisor, p => p.RequireRole(nameof(Role.Supervisor), nameof(Role.Admin)))
        .AddPolicy(Admin, p => p.RequireRole(nameof(Role.Admin)))
        .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
}
