using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Domain.Accounts;

public abstract record CreateFirstAdminOutcome
{
    public sealed record Created(UserId Id) : CreateFirstAdminOutcome;
    public sealed record Invalid(AccountProblem Problem) : CreateFirstAdminOutcome;
    public sealed record PasswordRefused(PasswordProblem Problem) : CreateFirstAdminOutcome;

    /// <summary>Somebody exists: from now on admins make accounts.</summary>
    public sealed record TooLate : CreateFirstAdminOutcome;
}

/// <summary>Makes the account that can make all others, once, in an organisation without any.</summary>
public sealed class CreateFirstAdmin(IAccountStore store, RegisterAgent register)
{
    /// <summary>Always the same, so that of two nodes that ask at the same moment the database refuses one.</summary>
    private static readonly UserId Id = new(Guid.Parse("019b0000-0000-7000-8000-000000000000"));

    public async Task<bool> IsNeededAsync(CancellationToken ct) => !await store.AnyAsync(ct);

    public async Task<CreateFirstAdminOutcome> ExecuteAsync(string name, string email, string password, CancellationToken ct)
    {
        if (AccountRules.ProblemWith(name, email, Role.Admin, Agent.DefaultCapacity) is { } problem) return new CreateFirstAdminOutcome.Invalid(problem);
        if (PasswordRules.ProblemWith(password, name, email) is { } weakness) return new CreateFirstAdminOutcome.PasswordRefused(weakness);

        if (!await store.CreateFirstAsync(new(Id, AccountRules.Tidy(name), email.Trim(), Role.Admin, password), ct)) return new CreateFirstAdminOutcome.TooLate();
        await register.ExecuteAsync(Actor.System, Id, AccountRules.Tidy(name), capacity: null, enabled: true, ct);
        return new CreateFirstAdminOutcome.Created(Id);
    }
}
