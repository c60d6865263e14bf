using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Domain.Accounts;

public abstract record CreateUserOutcome
{
    /// <param name="Password">The generated password, told this once; null when the admin chose one.</param>
    public sealed record Created(UserId Id, string? Password) : CreateUserOutcome;
    public sealed record NotAllowed : CreateUserOutcome;
    public sealed record Invalid(AccountProblem Problem) : CreateUserOutcome;
    public sealed record PasswordRefused(PasswordProblem Problem) : CreateUserOutcome;
    public sealed record EmailTaken : CreateUserOutcome;
}

/// <param name="Password">Null for a generated one.</param>
public sealed record CreateUserRequest(string Name, string Email, Role Role, PerChannel Capacity, string? Password);

public sealed class CreateUser(IAccountStore store, RegisterAgent register)
{
    public async Task<CreateUserOutcome> ExecuteAsync(Actor actor, CreateUserRequest request, CancellationToken ct)
    {
        if (!AccountRules.MayAdminister(actor)) return new CreateUserOutcome.NotAllowed();
        if (AccountRules.ProblemWith(request.Name, request.Email, request.Role, request.Capacity) is { } problem) return new CreateUserOutcome.Invalid(problem);

        var (name, email) = (AccountRules.Tidy(request.Name), request.Email.Trim());
        var password = request.Password ?? GeneratedPassword.New();
        if (PasswordRules.ProblemWith(password, name, email) is { } weakness) return new CreateUserOutcome.PasswordRefused(weakness);

        var id = new UserId(Guid.CreateVersion7());
        if (!await store.CreateAsync(new(id, name, email, request.Role, password), ct)) return new CreateUserOutcome.EmailTaken();
        await register.ExecuteAsync(actor, id, name, request.Capacity, enabled: true, ct);
        return new CreateUserOutcome.Created(id, request.Password is null ? password : null);
    }
}
