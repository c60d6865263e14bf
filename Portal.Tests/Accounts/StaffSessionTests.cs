using System.Diagnostics;
using System.Security.Claims;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Portal.Domain.Accounts;
using Portal.Domain.Shared;
using Portal.Hosting;
using Portal.Tests.Shared;

namespace Portal.Tests.Accounts;

/// <summary>An open page whose access is looked at again and again.</summary>
public sealed class StaffSessionTests : IDisposable
{
    private readonly FakeAccounts accounts = new();
    private readonly StaffSession session;

    public StaffSessionTests()
    {
        session = new(accounts, new RecordingHub(), Options.Create(new AccountsOptions { Recheck = TimeSpan.FromMilliseconds(5) }), NullLoggerFactory.Instance);
        var claims = new[] { new Claim(ClaimTypes.NameIdentifier, Guid.CreateVersion7().ToString()), new Claim(ClaimTypes.Role, nameof(Role.Agent)) };
        session.SetAuthenticationState(Task.FromResult(new Microsoft.AspNetCore.Components.Authorization.AuthenticationState(new(new ClaimsIdentity(claims, "test")))));
    }

    [Fact]
    public async Task Session_WhileTheDatabaseIsAway_GoesOnAndIsAskedAgain()
    {
        accounts.Answer = () => throw new SqliteException("disk I/O error", 10);

        await UntilAsync(() => accounts.Asked > 3);

        Assert.True(await IsSignedInAsync());
        accounts.Answer = () => false;
        await UntilAsync(async () => !await IsSignedInAsync());
    }

    [Fact]
    public async Task Session_WhoseAccessCannotBeJudged_Ends()
    {
        accounts.Answer = () => throw new InvalidOperationException("a mistake");

        await UntilAsync(async () => !await IsSignedInAsync());
    }

    public void Dispose() => ((IDisposable)session).Dispose();

    private async Task<bool> IsSignedInAsync() => (await session.GetAuthenticationStateAsync()).User.Identity?.IsAuthenticated is true;

    private static Task UntilAsync(Func<bool> holds) => UntilAsync(() => Task.FromResult(holds()));

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var limit = Stopwatch.StartNew(); !await holds(); await Task.Delay(5, TestContext.Current.CancellationToken))
            Assert.True(limit.Elapsed < TimeSpan.FromSeconds(20), "It did not happen.");
    }

    private sealed class FakeAccounts : IAccountStore
    {
        private int asked;

        public Func<bool> Answer { get; set; } = () => true;

        public int Asked => Volatile.Read(ref asked);

        public Task<bool> IsCurrentAsync(UserId id, string stamp, CancellationToken ct)
        {
            Interlocked.Increment(ref asked);
            return Task.FromResult(Answer());
        }

        public Task<bool> AnyAsync(CancellationToken ct) => throw new NotSupportedException();

        public Task<Account?> FindAsync(UserId id, CancellationToken ct) => throw new NotSupportedException();

        public Task<AccountPage> ListAsync(string? search, int skip, int take, CancellationToken ct) => throw new NotSupportedException();

        public Task<bool> CreateAsync(NewAccount account, CancellationToken ct) => throw new NotSupportedException();

        public Task<bool> CreateFirstAsync(NewAccount account, CancellationToken ct) => throw new NotSupportedException();

        public Task<AccountChange> RenameAsync(UserId id, string name, CancellationToken ct) => throw new NotSupportedException();

        public Task<AccountChange> ChangeRoleAsync(UserId id, Role role, CancellationToken ct) => throw new NotSupportedException();

        public Task<AccountChange> DisableAsync(UserId id, DateTimeOffset at, CancellationToken ct) => throw new NotSupportedException();

        public Task<AccountChange> EnableAsync(UserId id, CancellationToken ct) => throw new NotSupportedException();

        public Task<AccountChange> SetPasswordAsync(UserId id, string password, CancellationToken ct) => throw new NotSupportedException();

        public Task<AccountChange> RemoveSecondFactorAsync(UserId id, CancellationToken ct) => throw new NotSupportedException();
    }
}
