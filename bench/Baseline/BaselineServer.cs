using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Bench.Load;

namespace Portal.Bench.Baseline;

/// <summary>What carries a bare chat.</summary>
internal enum BaselineKind
{
    /// <summary>A Blazor Server page for each end.</summary>
    Circuit,

    /// <summary>A SignalR hub with its JSON protocol.</summary>
    Hub,

    /// <summary>A WebSocket with nothing above it.</summary>
    Socket,
}

/// <summary>
/// The least that carries a chat between a customer and an agent: no accounts, no rules, no lists, no receipts, but the same
/// durable write before anybody sees a message. Started by the driver as a process of its own.
/// </summary>
internal static class BaselineServer
{
    public const string Scenario = "baseline-server";

    public const string Help = "  KIND              circuit, hub or socket\n  --urls ADDRESS    where it listens\n  --data DIRECTORY  where its SQLite file goes";

    public static async Task RunAsync(string[] args)
    {
        var kind = Enum.Parse<BaselineKind>(args[0], ignoreCase: true);
        var builder = WebApplication.CreateBuilder(args[1..]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var directory = builder.Configuration["data"] ?? throw new ArgumentException("--data is missing.");
        builder.Services.AddSingleton(_ => new BareRooms(directory));
        switch (kind)
        {
            case BaselineKind.Circuit:
                builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
                builder.Services.AddRazorComponents().AddInteractiveServerComponents();
                break;
            case BaselineKind.Hub:
                builder.Services.AddSignalR();
                break;
        }

        await using var app = builder.Build();
        app.MapGet("/ready", () => Results.Ok());
        switch (kind)
        {
            case BaselineKind.Circuit:
                app.MapGet("/talk/{conversation:guid}/{end}", (Guid conversation, End end) => new RazorComponentResult<BareDocument>(new { Conversation = conversation, End = end }));
                // Without compression, as in the product's pages.
                app.MapBlazorHub();
                break;
            case BaselineKind.Hub:
                app.MapHub<BareHub>("/hub");
                break;
            case BaselineKind.Socket:
                app.UseWebSockets();
                app.MapGet("/socket/{conversation:guid}/{end}", BareSocket.RunAsync);
                break;
        }

        await app.RunAsync();
    }
}
