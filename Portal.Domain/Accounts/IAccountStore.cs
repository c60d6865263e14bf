using Portal.Domain.Shared;

namespace Portal.Domain.Accounts;

/// <summary>How a change of a stored account ended.</summary>
public enum AccountChange
{
    Changed,
    Unknown,
    /// <summary>Nobody would be left who may administer. Nothing was changed.</summary>
    LastAdmin,
}

public interface IAccountStore
{
    Task<bool> AnyAsync(CancellationToken ct);

    Task<Account?> FindAsync(UserId id, CancellationToken ct);

    /// <summary>By name; <paramref name="search"/> matches part of the name or of the email address.</summary>
    Task<AccountPage> ListAsync(string? search, int skip, int take, CancellationToken ct);

    /// <summary>False when the email address is taken.</summary>
    Task<bool> CreateAsync(NewAccount account, CancellationToken ct);

    /// <summary>False when anybody exists already, however many ask at the same time.</summary>
    Task<bool> CreateFirstAsync(NewAccount account, CancellationToken ct);

    Task<AccountChange> RenameAsync(UserId id, string name, CancellationToken ct);

    /// <summary>Ends the person's sessions, since what they may do has changed.</summary>
    Task<AccountChange> ChangeRoleAsync(UserId id, Role role, CancellationToken ct);

    /// <summary>Ends the person's sessions and refuses new ones.</summary>
    Task<AccountChange> DisableAsync(UserId id, DateTimeOffset at, CancellationToken ct);

    Task<AccountChange> EnableAsync(UserId id, CancellationToken ct);

    /// <summary>Replaces the password, ends the person's sessions and lifts a lockout.</summary>
    Task<AccountChange> SetPasswordAsync(UserId id, string password, CancellationToken ct);

    /// <summary>Forgets the authenticator app and the recovery codes, and ends the person's sessions.</summary>
    Task<AccountChange> RemoveSecondFactorAsync(UserId id, CancellationToken ct);

    /// <summary>Whether a session that began with <paramref name="stamp"/> may go on.</summary>
    Task<bool> IsCurrentAsync(UserId id, string stamp, CancellationToken ct);
}
