using Microsoft.AspNetCore.DataProtection;
using Portal.Api;
using Portal.Data;
using Portal.Domain.Channels;
using Portal.Domain.Collaboration;
using Portal.Domain.Conversations;
using Portal.Domain.Customers;
using Portal.Domain.Demo;
using Portal.Domain.Escalation;
using Portal.Domain.Insights;
using Portal.Domain.Routing;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;
using Portal.Domain.Triage;

namespace Portal.Hosting;

/// <summary>What decides and what remembers: everything that works without a browser.</summary>
public static class PortalCore
{
    public static WebApplicationBuilder AddPortalCore(this WebApplicationBuilder builder)
    {
        var database = DatabaseOf(builder.Configuration, builder.Environment.ContentRootPath);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<EventHub>().AddSingleton<IEventHub>(p => p.GetRequiredService<EventHub>());
        builder.Services.AddConversations().AddCustomers().AddChannels().AddPortalRouting().AddServiceLevels().AddInsights().AddEscalation().AddTriage().AddCollaboration().AddDemo();
        builder.Services.AddSingleton<Languages>().AddSingleton<DetectLanguage>(p => p.GetRequiredService<Languages>().Detect);
        builder.Services.AddPortalData(database);
        // Keys lie in the database that all nodes share: a cookie or a visitor's token of one node is good on every other.
        builder.Services.AddDataProtection().SetApplicationName("Portal").PersistKeysToDbContext<PortalDbContext>();
        builder.Services.AddSingleton<AttachmentLinks>();
        builder.Services.AddSingleton<IVisitorTokens, VisitorTokens>();
        builder.Services.AddSingleton<DemoOrganisation>();
        return builder;
    }

    private static DatabaseOptions DatabaseOf(IConfiguration configuration, string contentRoot)
    {
        var options = new DatabaseOptions();
        configuration.GetSection(DatabaseOptions.Section).Bind(options);
        options.ConnectionString = configuration.GetConnectionString("Portal") is { Length: > 0 } text ? text : null;
        options.Directory = Path.GetFullPath(configuration["Data:Directory"] is { Length: > 0 } directory ? directory : "data", contentRoot);
        return options;
    }
}
