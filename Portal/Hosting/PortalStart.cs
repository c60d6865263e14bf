using Microsoft.Extensions.Options;
using Portal.Components.Accounts;
using Portal.Domain.Accounts;

namespace Portal.Hosting;

/// <summary>What a start says and does before the first request: the runtime's floor, the demo's people, the way to the first admin.</summary>
public static class PortalStart
{
    public static void CheckRuntime(this WebApplication app) => app.Services.GetRequiredService<RuntimeFloor>().Check();

    public static async Task WelcomeAsync(this WebApplication app)
    {
        var demo = app.Services.GetRequiredService<IOptions<DemoOptions>>().Value;
        if (demo.Enabled && await app.Services.GetRequiredService<DemoOrganisation>().SeedAsync(CancellationToken.None))
        {
            app.Logger.LogInformation("Made the demo organisation");
        }

        if (demo.Enabled)
        {
            app.Logger.LogInformation("Demo sign-ins: {People}; password {Password}", string.Join(", ", DemoAccounts.All.Select(p => $"{p.Email} ({p.Role})")), DemoAccounts.Password);
        }
        else if (await app.Services.GetRequiredService<CreateFirstAdmin>().IsNeededAsync(CancellationToken.None))
        {
            app.Logger.LogWarning("Nobody can sign in yet. Open /setup and make the first admin with this one-time token: {Token}", app.Services.GetRequiredService<SetupToken>().Value);
        }
    }
}
