using Portal.Domain.Shared;

namespace Portal.Domain.Accounts;

/// <summary>A member of staff as admins see them.</summary>
public sealed record Account
{
    public required UserId Id { get; init; }
    public required string Name { get; init; }
    public required string Email { get; init; }
    public required Role Role { get; init; }

    /// <summary>False once an admin ended the person's access.</summary>
    public bool IsEnabled { get; init; } = true;

    public bool HasSecondFactor { get; init; }
}

/// <summary>An account about to be made. <paramref name="Password"/> is stored as a hash only.</summary>
public sealed record NewAccount(UserId Id, string Name, string Email, Role Role, string Password);

/// <summary>One page of accounts, and how many there are in all that match.</summary>
public sealed record AccountPage(IReadOnlyList<Account> Accounts, int Total);
