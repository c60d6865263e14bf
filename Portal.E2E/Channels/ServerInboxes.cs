using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Domain.Channels;
using Portal.Domain.Routing;
using Portal.Domain.Shared;
using Portal.E2E.Shared;
using Portal.Hosting;

namespace Portal.E2E.Channels;

/// <summary>Sets up inboxes on a running server's database, where a journey is about the chat and not about the admin's pages.</summary>
internal static class ServerInboxes
{
    /// <summary>An inbox of its own, with a queue in which nobody works.</summary>
    public static async Task<Inbox> AddAsync(PortalServer server, Func<Inbox, Inbox>? change = null)
    {
        await using var app = Open(server);
        var queue = new Queue { Id = QueueId.New(), Name = $"Queue {Guid.NewGuid():N}"[..20] };
        await app.Services.GetRequiredService<SaveQueue>().ExecuteAsync(Actor.System, queue, [], [], default);
        var inbox = new Inbox
        {
            Id = InboxId.New(), Key = InboxRules.NewKey(), Name = "Larkfield", QueueId = queue.Id, Secret = InboxRules.NewSecret(),
            CreatedAt = DateTimeOffset.UtcNow, Texts = new InboxTexts { Company = "Larkfield" },
        };
        var outcome = await app.Services.GetRequiredService<SaveInbox>().ExecuteAsync(Actor.System, change?.Invoke(inbox) ?? inbox, default);
        return Assert.IsType<SaveInboxOutcome.Saved>(outcome).Inbox;
    }

    public static async Task<Inbox> FindAsync(PortalServer server, string key)
    {
        await using var app = Open(server);
        return (await app.Services.GetRequiredService<FindInbox>().ByKeyAsync(key, default))!;
    }

    /// <summary>The operations of a running server on its database, in this process.</summary>
    public static WebApplication Open(PortalServer server)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = Repository.Root, EnvironmentName = "Production" });
        builder.Configuration["Data:Directory"] = server.DataDirectory;
        builder.Logging.ClearProviders();
        builder.AddPortalCore();
        return builder.Build();
    }
}
