using Portal.Domain.Accounts;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Accounts;

/// <summary>A database of its own: how many admins there are is the point.</summary>
public abstract class LastAdminCases<TDatabase>(TDatabase database) : StoreTests<TDatabase>(database) where TDatabase : TestDatabase
{
    [Fact]
    public async Task Admins_WhoTakeEachOthersRightsAtOnce_LeaveOne()
    {
        var store = Get<IAccountStore>();
        var first = new NewAccount(NewId(), "First", "first@example.com", Role.Admin, "seven quiet lamps");
        var made = await Task.WhenAll(Task.Run(() => store.CreateFirstAsync(first, Ct)), Task.Run(() => store.CreateFirstAsync(first with { Email = "other@example.com" }, Ct)));
        Assert.Single(made, true);
        Assert.Equal(AccountChange.LastAdmin, await store.ChangeRoleAsync(first.Id, Role.Agent, Ct));
        Assert.Equal(AccountChange.LastAdmin, await store.DisableAsync(first.Id, Database.Clock.GetUtcNow(), Ct));
        Assert.Equal(Role.Admin, (await store.FindAsync(first.Id, Ct))!.Role);

        for (var round = 0; round < 10; round++)
        {
            var second = new NewAccount(NewId(), "Second", $"second{round}@example.com", Role.Admin, "seven quiet lamps");
            Assert.True(await store.CreateAsync(second, Ct));

            var changes = await Task.WhenAll(
                Task.Run(() => store.ChangeRoleAsync(first.Id, Role.Agent, Ct)),
                Task.Run(() => store.DisableAsync(second.Id, Database.Clock.GetUtcNow(), Ct)));

            Assert.Equal([AccountChange.Changed, AccountChange.LastAdmin], changes.Order());
            if (changes[0] is AccountChange.Changed) await store.ChangeRoleAsync(first.Id, Role.Admin, Ct);
            await store.ChangeRoleAsync(second.Id, Role.Agent, Ct);
        }
    }

    private static UserId NewId() => new(Guid.CreateVersion7());
}

public sealed class LastAdminOnSqliteTests(SqliteTestDatabase database) : LastAdminCases<SqliteTestDatabase>(database);

public sealed class LastAdminOnPostgreSqlTests(PostgreSqlTestDatabase database) : LastAdminCases<PostgreSqlTestDatabase>(database);

public sealed class LastAdminOnSqlServerTests(SqlServerTestDatabase database) : LastAdminCases<SqlServerTestDatabase>(database);
