using Portal.Domain.Accounts;
using Portal.Domain.Routing;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Accounts;

/// <summary>The admins' operations over the real stores: who may, what routing and open pages are told.</summary>
public sealed class UserOperationsTests(SqliteTestDatabase database) : StoreTests<SqliteTestDatabase>(database)
{
    private readonly RecordingHub hub = new();
    private readonly Actor admin = new(Guid.CreateVersion7(), Role.Admin, "Adam");

    private IAccountStore Store => Get<IAccountStore>();
    private IRoutingStore Routing => Get<IRoutingStore>();
    private RegisterAgent Register => new(Routing, hub);
    private CreateUser Create => new(Store, Register);
    private DisableUser Disable => new(Store, Register, hub, Database.Clock);

    [Fact]
    public async Task CreateUser_WithoutPassword_TellsAGoodOneOnceAndRegistersTheAgent()
    {
        var created = Assert.IsType<CreateUserOutcome.Created>(await Create.ExecuteAsync(admin, Request() with { Name = "  Ines   Okafor ", Capacity = new(Chat: 7, Email: 2) }, Ct));

        Assert.NotNull(created.Password);
        Assert.Null(PasswordRules.ProblemWith(created.Password, "Ines Okafor", "x@example.com"));
        var agent = await Routing.FindAgentAsync(created.Id, Ct);
        Assert.Equal(("Ines Okafor", new PerChannel(Chat: 7, Email: 2), true), (agent!.Name, agent.Capacity, agent.IsEnabled));
        Assert.Equal("Ines Okafor", (await Store.FindAsync(created.Id, Ct))!.Name);
    }

    [Fact]
    public async Task CreateUser_WithOwnPassword_TellsNone()
    {
        var created = Assert.IsType<CreateUserOutcome.Created>(await Create.ExecuteAsync(admin, Request() with { Password = "seven quiet lamps" }, Ct));
        Assert.Null(created.Password);
    }

    [Fact]
    public async Task CreateUser_BadInput_SaysWhatAndMakesNothing()
    {
        var request = Request();
        Assert.Equal(new CreateUserOutcome.Invalid(AccountProblem.NameMissing), await Create.ExecuteAsync(admin, request with { Name = " " }, Ct));
        Assert.Equal(new CreateUserOutcome.PasswordRefused(PasswordProblem.TooShort), await Create.ExecuteAsync(admin, request with { Password = "short" }, Ct));
        Assert.Equal(0, (await Store.ListAsync(request.Email, 0, 1, Ct)).Total);
        Assert.IsType<CreateUserOutcome.Created>(await Create.ExecuteAsync(admin, request, Ct));
        Assert.Equal(new CreateUserOutcome.EmailTaken(), await Create.ExecuteAsync(admin, request, Ct));
    }

    [Theory]
    [InlineData(Role.Agent)]
    [InlineData(Role.Supervisor)]
    [InlineData(Role.Customer)]
    [InlineData(Role.Bot)]
    public async Task EveryOperation_ByAnybodyElse_IsRefusedAndChangesNothing(Role role)
    {
        var victim = await MakeAsync(Role.Agent);
        var before = await Store.FindAsync(victim, Ct);
        var other = new Actor(Guid.CreateVersion7(), role, "Mallory");

        Assert.IsType<CreateUserOutcome.NotAllowed>(await Create.ExecuteAsync(other, Request(), Ct));
        Assert.IsType<ChangeUserOutcome.NotAllowed>(await new ChangeUser(Store, Register).ExecuteAsync(other, victim, "Owned", new(Chat: 1), Ct));
        Assert.IsType<ChangeUserOutcome.NotAllowed>(await new ChangeUserRole(Store, hub).ExecuteAsync(other, victim, Role.Admin, Ct));
        Assert.IsType<ChangeUserOutcome.NotAllowed>(await Disable.ExecuteAsync(other, victim, Ct));
        Assert.IsType<ChangeUserOutcome.NotAllowed>(await new EnableUser(Store, Register).ExecuteAsync(other, victim, Ct));
        Assert.IsType<ResetPasswordOutcome.NotAllowed>(await new ResetPassword(Store, hub).ExecuteAsync(other, victim, Ct));
        Assert.IsType<ChangeUserOutcome.NotAllowed>(await new ResetSecondFactor(Store, hub).ExecuteAsync(other, victim, Ct));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => new ListUsers(Store, new(Routing)).ExecuteAsync(other, null, 0, Ct));
        Assert.Equal(before, await Store.FindAsync(victim, Ct));
    }

    [Fact]
    public async Task DisableUser_Agent_TellsRoutingAndTheirOpenPages()
    {
        await MakeAsync(Role.Admin);
        var ines = await MakeAsync(Role.Agent);

        Assert.IsType<ChangeUserOutcome.Changed>(await Disable.ExecuteAsync(admin, ines, Ct));

        Assert.Contains(new AccessChanged(ines), hub.Facts);
        Assert.False((await Routing.FindAgentAsync(ines, Ct))!.IsEnabled);
        Assert.IsType<ChangeUserOutcome.Changed>(await new EnableUser(Store, Register).ExecuteAsync(admin, ines, Ct));
        Assert.True((await Routing.FindAgentAsync(ines, Ct))!.IsEnabled);
    }

    [Fact]
    public async Task Admin_AgainstThemselves_IsStopped()
    {
        var self = await MakeAsync(Role.Admin);
        var actor = new Actor(self.Value, Role.Admin, "Self");

        Assert.IsType<ChangeUserOutcome.Yourself>(await Disable.ExecuteAsync(actor, self, Ct));
        Assert.IsType<ChangeUserOutcome.Yourself>(await new ChangeUserRole(Store, hub).ExecuteAsync(actor, self, Role.Agent, Ct));
        Assert.True((await Store.FindAsync(self, Ct)) is { Role: Role.Admin, IsEnabled: true });
    }

    [Fact]
    public async Task ChangeUser_DisabledOne_StaysOutOfRouting()
    {
        await MakeAsync(Role.Admin);
        var ines = await MakeAsync(Role.Agent);
        await Disable.ExecuteAsync(admin, ines, Ct);

        Assert.IsType<ChangeUserOutcome.Changed>(await new ChangeUser(Store, Register).ExecuteAsync(admin, ines, "Ines II", new(Chat: 9), Ct));

        var agent = await Routing.FindAgentAsync(ines, Ct);
        Assert.Equal(("Ines II", new PerChannel(Chat: 9), false), (agent!.Name, agent.Capacity, agent.IsEnabled));
    }

    [Fact]
    public async Task ResetPassword_ThenChangeRole_EndsSessionsEachTime()
    {
        await MakeAsync(Role.Admin);
        var ines = await MakeAsync(Role.Agent);

        Assert.IsType<ResetPasswordOutcome.Reset>(await new ResetPassword(Store, hub).ExecuteAsync(admin, ines, Ct));
        Assert.IsType<ChangeUserOutcome.Changed>(await new ChangeUserRole(Store, hub).ExecuteAsync(admin, ines, Role.Supervisor, Ct));

        Assert.Equal(2, hub.Facts.OfType<AccessChanged>().Count(f => f.User == ines));
    }

    private async Task<UserId> MakeAsync(Role role) =>
        Assert.IsType<CreateUserOutcome.Created>(await Create.ExecuteAsync(admin, Request() with { Role = role }, Ct)).Id;

    private static CreateUserRequest Request() => new("Ines Okafor", $"{Guid.NewGuid():N}@example.com", Role.Agent, new(Chat: 4), Password: null);
}
