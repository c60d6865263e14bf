using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Shared;
using Portal.Domain.Accounts;
using Portal.Domain.Shared;

namespace Portal.Data.Accounts;

/// <summary>
/// Accounts as Identity keeps them. Identity's own classes are scoped and hold a context, so each call has its own scope:
/// a circuit that is open all day must not keep one.
/// </summary>
public sealed class AccountStore(IServiceScopeFactory scopes, IDbContextFactory<PortalDbContext> contexts, WriteGate gate) : IAccountStore
{
    public async Task<bool> AnyAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Users.AnyAsync(ct);
    }

    public async Task<Account?> FindAsync(UserId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Project(db.Users.Where(u => u.Id == id.Value)).SingleOrDefaultAsync(ct);
    }

    public async Task<AccountPage> ListAsync(string? search, int skip, int take, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var users = db.Users.AsQueryable();
        if (search is not null)
        {
            var folded = AccountRules.Fold(search);
            users = users.Where(u => u.SearchText.Contains(folded));
        }

        var total = await users.CountAsync(ct);
        var page = await Project(users.OrderBy(u => u.DisplayName).ThenBy(u => u.Id).Skip(skip).Take(take)).ToListAsync(ct);
        return new(page, total);
    }

    public async Task<bool> IsCurrentAsync(UserId id, string stamp, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Users.AnyAsync(u => u.Id == id.Value && u.SecurityStamp == stamp && u.DisabledAt == null, ct);
    }

    public async Task<bool> CreateAsync(NewAccount account, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await InsertAsync(scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>(), account);
    }

    public async Task<bool> CreateFirstAsync(NewAccount account, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        using var turn = await gate.EnterAsync(db, ct);
        if (await db.Users.AnyAsync(ct)) return false;
        // Two nodes may both have seen nobody. The first account has a fixed key, so the database refuses one of them.
        return await InsertAsync(scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>(), account);
    }

    public Task<AccountChange> RenameAsync(UserId id, string name, CancellationToken ct) => ChangeAsync(id, user =>
    {
        user.DisplayName = name;
        user.SearchText = AccountRules.Fold($"{name} {user.Email}");
    }, ct);

    public Task<AccountChange> EnableAsync(UserId id, CancellationToken ct) => ChangeAsync(id, user =>
    {
        user.DisabledAt = null;
        user.LockoutEnd = null;
        user.AccessFailedCount = 0;
    }, ct);

    public Task<AccountChange> ChangeRoleAsync(UserId id, Role role, CancellationToken ct) => ChangeKeepingAnAdminAsync(id, user =>
    {
        if (user.Role == role) return;
        user.Role = role;
        EndSessions(user);
    }, ct);

    public Task<AccountChange> DisableAsync(UserId id, DateTimeOffset at, CancellationToken ct) => ChangeKeepingAnAdminAsync(id, user =>
    {
        user.DisabledAt ??= at;
        EndSessions(user);
    }, ct);

    public async Task<AccountChange> SetPasswordAsync(UserId id, string password, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var hasher = scope.ServiceProvider.GetRequiredService<IPasswordHasher<PortalUser>>();
        return await ChangeAsync(id, user =>
        {
            user.PasswordHash = hasher.HashPassword(user, password);
            user.LockoutEnd = null;
            user.AccessFailedCount = 0;
            EndSessions(user);
        }, ct);
    }

    public async Task<AccountChange> RemoveSecondFactorAsync(UserId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Users.SingleOrDefaultAsync(u => u.Id == id.Value, ct) is not { } user) return AccountChange.Unknown;
        user.TwoFactorEnabled = false;
        EndSessions(user);
        // The authenticator's key and the recovery codes; nothing else of a user is kept as tokens.
        db.RemoveRange(await db.UserTokens.Where(t => t.UserId == id.Value).ToListAsync(ct));
        await db.SaveChangesAsync(ct);
        return AccountChange.Changed;
    }

    private static async Task<bool> InsertAsync(UserManager<PortalUser> users, NewAccount account)
    {
        var user = new PortalUser
        {
            Id = account.Id.Value,
            UserName = account.Email,
            Email = account.Email,
            EmailConfirmed = true, // Made by an admin or at setup: nobody signs up.
            DisplayName = account.Name,
            Role = account.Role,
            SearchText = AccountRules.Fold($"{account.Name} {account.Email}"),
        };
        try
        {
            var result = await users.CreateAsync(user, account.Password);
            if (result.Succeeded) return true;
            if (result.Errors.All(e => e.Code is nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName))) return false;
            throw new InvalidOperationException($"Identity refused an account: {string.Join(", ", result.Errors.Select(e => e.Code))}");
        }
        catch (DbUpdateException) when (users.Users.AsNoTracking().Any(u => u.NormalizedUserName == user.NormalizedUserName || u.Id == user.Id))
        {
            return false; // Somebody else was a moment faster.
        }
    }

    private async Task<AccountChange> ChangeAsync(UserId id, Action<PortalUser> change, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Users.SingleOrDefaultAsync(u => u.Id == id.Value, ct) is not { } user) return AccountChange.Unknown;
        change(user);
        await db.SaveChangesAsync(ct);
        return AccountChange.Changed;
    }

    private async Task<AccountChange> ChangeKeepingAnAdminAsync(UserId id, Action<PortalUser> change, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        using var turn = await gate.EnterAsync(db, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Writing nothing new to every admin's row locks them until the end: two admins who demote each other take turns.
        await db.Users.Where(u => u.Role == Role.Admin).ExecuteUpdateAsync(s => s.SetProperty(u => u.Role, Role.Admin), ct);

        if (await db.Users.SingleOrDefaultAsync(u => u.Id == id.Value, ct) is not { } user) return AccountChange.Unknown;
        change(user);
        if (user is not { Role: Role.Admin, DisabledAt: null } && !await db.Users.AnyAsync(u => u.Id != id.Value && u.Role == Role.Admin && u.DisabledAt == null, ct))
        {
            return AccountChange.LastAdmin;
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return AccountChange.Changed;
    }

    private static void EndSessions(PortalUser user) => user.SecurityStamp = Guid.NewGuid().ToString("N");

    private static IQueryable<Account> Project(IQueryable<PortalUser> users) => users.Select(u => new Account
    {
        Id = new UserId(u.Id),
        Name = u.DisplayName,
        Email = u.Email!,
        Role = u.Role,
        IsEnabled = u.DisabledAt == null,
        HasSecondFactor = u.TwoFactorEnabled,
    });
}
