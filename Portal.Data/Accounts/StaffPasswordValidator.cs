using Microsoft.AspNetCore.Identity;
using Portal.Domain.Accounts;

namespace Portal.Data.Accounts;

/// <summary>The domain's rule on whichever way a password comes in.</summary>
internal sealed class StaffPasswordValidator : IPasswordValidator<PortalUser>
{
    public Task<IdentityResult> ValidateAsync(UserManager<PortalUser> manager, PortalUser user, string? password) => Task.FromResult(
        PasswordRules.ProblemWith(password ?? "", user.DisplayName, user.Email ?? "") is { } problem
            ? IdentityResult.Failed(new IdentityError { Code = problem.ToString(), Description = $"Refused: {problem}" })
            : IdentityResult.Success);
}
