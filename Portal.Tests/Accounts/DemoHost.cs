using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Accounts;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Accounts;

/// <summary>One running demo organisation for a class of tests. What they change, they change about people they hired.</summary>
public sealed class DemoHost : IAsyncDisposable
{
    public const string Password = "seven loud lamps";

    public PortalHost Host { get; } = new(
        ("Demo:Enabled", "true"), ("Security:AllowedOrigins:0", "https://portal.example:8443"), ("Accounts:FailuresPerAddressAndMinute", "1000"));

    public async Task<(UserId Id, string Email)> HireAsync(Role role = Role.Agent)
    {
        var email = $"{Guid.NewGuid():N}@demo.example";
        var outcome = await Host.Services.GetRequiredService<CreateUser>().ExecuteAsync(
            Actor.System, new("Somebody New", email, role, Capacity: new(Chat: 4), Password), TestContext.Current.CancellationToken);
        return (Assert.IsType<CreateUserOutcome.Created>(outcome).Id, email);
    }

    public async ValueTask DisposeAsync() => await Host.DisposeAsync();
}
