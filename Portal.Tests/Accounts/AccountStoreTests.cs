using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Accounts;
using Portal.Domain.Accounts;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Accounts;

public abstract class AccountStoreCases<TDatabase>(TDatabase database) : StoreTests<TDatabase>(database) where TDatabase : TestDatabase
{
    private const string Password = "seven quiet lamps";

    private IAccountStore Store => Get<IAccountStore>();

    [Fact]
    public async Task Create_NewAccount_IsFoundAndItsPasswordIsAHash()
    {
        var account = await MakeAsync(Role.Supervisor, "Rosa Vidal");

        var found = await Store.FindAsync(account.Id, Ct);

        Assert.Equal(new Account { Id = account.Id, Name = "Rosa Vidal", Email = account.Email, Role = Role.Supervisor }, found);
        await using var db = Database.Open();
        var hash = (await db.Users.SingleAsync(u => u.Id == account.Id.Value, Ct)).PasswordHash!;
        Assert.DoesNotContain(Password, hash, StringComparison.Ordinal);
        Assert.True(await HasPasswordAsync(account.Id, Password));
    }

    [Fact]
    public async Task Create_EmailInOtherCase_IsTaken()
    {
        var account = await MakeAsync(Role.Agent);

        Assert.False(await Store.CreateAsync(account with { Id = NewId(), Email = account.Email.ToUpperInvariant() }, Ct));
        Assert.Equal(1, (await Store.ListAsync(account.Email, 0, 10, Ct)).Total);
    }

    [Fact]
    public async Task Create_SameEmailManyTimesAtOnce_MakesOne()
    {
        var email = $"{Guid.NewGuid():N}@example.com";

        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Store.CreateAsync(new(NewId(), "Twin", email, Role.Agent, Password), Ct))));

        Assert.Single(made, true);
        Assert.Equal(1, (await Store.ListAsync(email, 0, 10, Ct)).Total);
    }

    [Fact]
    public async Task CreateFirst_WhereSomebodyExists_MakesNobody()
    {
        await MakeAsync(Role.Agent);

        Assert.False(await Store.CreateFirstAsync(new(NewId(), "Late", $"{Guid.NewGuid():N}@example.com", Role.Admin, Password), Ct));
        Assert.True(await Store.AnyAsync(Ct));
    }

    [Fact]
    public async Task List_Search_IgnoresCaseAndAccentsAndTakesSignsLiterally()
    {
        var mark = Guid.NewGuid().ToString("N");
        var tomas = await MakeAsync(Role.Agent, $"Tomás {mark}");
        await MakeAsync(Role.Agent, $"Another {mark}");

        Assert.Equal([tomas.Id], (await Store.ListAsync($"TOMAS {mark}", 0, 10, Ct)).Accounts.Select(a => a.Id));
        Assert.Empty((await Store.ListAsync($"%{mark}", 0, 10, Ct)).Accounts);
        Assert.Empty((await Store.ListAsync($"_{mark}", 0, 10, Ct)).Accounts);
        await Store.RenameAsync(tomas.Id, $"Renamed {mark}", Ct);
        Assert.Equal(2, (await Store.ListAsync(mark, 0, 10, Ct)).Total);
        Assert.Equal([tomas.Id], (await Store.ListAsync($"renamed {mark}", 0, 10, Ct)).Accounts.Select(a => a.Id));
    }

    [Fact]
    public async Task List_Pages_AreInOrderOfNamesAndComplete()
    {
        var mark = Guid.NewGuid().ToString("N");
        foreach (var letter in "CADBE") await MakeAsync(Role.Agent, $"{letter} {mark}");

        var (first, second) = (await Store.ListAsync(mark, 0, 3, Ct), await Store.ListAsync(mark, 3, 3, Ct));

        Assert.Equal("ABCDE", string.Concat(first.Accounts.Concat(second.Accounts).Select(a => a.Name[0])));
        Assert.Equal(5, first.Total);
    }

    [Fact]
    public async Task IsCurrent_AfterEachChangeOfAccess_EndsTheSession()
    {
        await MakeAsync(Role.Admin);
        var id = (await MakeAsync(Role.Agent)).Id;
        Func<Task<AccountChange>>[] changes =
        [
            () => Store.ChangeRoleAsync(id, Role.Supervisor, Ct),
            () => Store.SetPasswordAsync(id, "eight loud bells", Ct),
            () => Store.RemoveSecondFactorAsync(id, Ct),
            () => Store.DisableAsync(id, Database.Clock.GetUtcNow(), Ct),
        ];
        foreach (var change in changes)
        {
            var stamp = await StampAsync(id);
            Assert.True(await Store.IsCurrentAsync(id, stamp, Ct));
            Assert.Equal(AccountChange.Changed, await change());
            Assert.False(await Store.IsCurrentAsync(id, stamp, Ct));
        }

        Assert.False(await Store.IsCurrentAsync(id, await StampAsync(id), Ct)); // disabled, whatever the stamp
        Assert.Equal(AccountChange.Changed, await Store.EnableAsync(id, Ct));
        Assert.True(await Store.IsCurrentAsync(id, await StampAsync(id), Ct));
        Assert.True(await HasPasswordAsync(id, "eight loud bells"));
    }

    [Fact]
    public async Task Rename_Anybody_LeavesTheSession()
    {
        var id = (await MakeAsync(Role.Agent)).Id;
        var stamp = await StampAsync(id);

        await Store.RenameAsync(id, "Another Name", Ct);

        Assert.True(await Store.IsCurrentAsync(id, stamp, Ct));
        Assert.Equal("Another Name", (await Store.FindAsync(id, Ct))!.Name);
    }

    [Fact]
    public async Task Change_OfNobody_IsUnknown()
    {
        await MakeAsync(Role.Admin);
        Assert.Equal(AccountChange.Unknown, await Store.ChangeRoleAsync(NewId(), Role.Agent, Ct));
        Assert.Equal(AccountChange.Unknown, await Store.DisableAsync(NewId(), Database.Clock.GetUtcNow(), Ct));
        Assert.Equal(AccountChange.Unknown, await Store.RenameAsync(NewId(), "x", Ct));
        Assert.Equal(AccountChange.Unknown, await Store.RemoveSecondFactorAsync(NewId(), Ct));
    }

    [Fact]
    public async Task OneTimeCode_UsedTwice_WorksOnce()
    {
        var id = (await MakeAsync(Role.Agent)).Id;
        await using var scope = Get<IServiceScopeFactory>().CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        var user = (await users.FindByIdAsync(id.Value.ToString()))!;
        await users.ResetAuthenticatorKeyAsync(user);
        var code = TotpRules.CodeAt(Database.Clock.GetUtcNow(), Base32.Decode((await users.GetAuthenticatorKeyAsync(user))!)!);

        Assert.True(await VerifyAsync(id, code));
        Assert.False(await VerifyAsync(id, code));
        await users.SetTwoFactorEnabledAsync(user, true);
        Assert.False(await VerifyAsync(id, code)); // what Identity saved in between did not forget it
    }

    private async Task<bool> VerifyAsync(UserId id, string code)
    {
        await using var scope = Get<IServiceScopeFactory>().CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        return await users.VerifyTwoFactorTokenAsync((await users.FindByIdAsync(id.Value.ToString()))!, TokenOptions.DefaultAuthenticatorProvider, code);
    }

    private async Task<NewAccount> MakeAsync(Role role, string name = "Somebody")
    {
        var account = new NewAccount(NewId(), name, $"{Guid.NewGuid():N}@example.com", role, Password);
        Assert.True(await Store.CreateAsync(account, Ct));
        return account;
    }

    private async Task<bool> HasPasswordAsync(UserId id, string password)
    {
        await using var scope = Get<IServiceScopeFactory>().CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        return await users.CheckPasswordAsync((await users.FindByIdAsync(id.Value.ToString()))!, password);
    }

    private async Task<string> StampAsync(UserId id)
    {
        await using var db = Database.Open();
        return (await db.Users.Where(u => u.Id == id.Value).Select(u => u.SecurityStamp).SingleAsync(Ct))!;
    }

    private static UserId NewId() => new(Guid.CreateVersion7());
}

public sealed class AccountStoreOnSqliteTests(SqliteTestDatabase database) : AccountStoreCases<SqliteTestDatabase>(database);

public sealed class AccountStoreOnPostgreSqlTests(PostgreSqlTestDatabase database) : AccountStoreCases<PostgreSqlTestDatabase>(database);

public sealed class AccountStoreOnSqlServerTests(SqlServerTestDatabase database) : AccountStoreCases<SqlServerTestDatabase>(database);
