using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Data;
using Portal.Domain.Channels;
using Portal.Domain.Conversations;
using Portal.Domain.Customers;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Bench.Messages;

/// <summary>The product's own operations and log on a fresh SQLite file, without the web host.</summary>
internal sealed class Product : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private Product(ServiceProvider services) => this.services = services;

    public PostMessage Post => services.GetRequiredService<PostMessage>();

    public TimedHub Hub => services.GetRequiredService<TimedHub>();

    public static async Task<Product> StartAsync(string directory)
    {
        var collection = new ServiceCollection();
        collection.AddLogging(l => l.SetMinimumLevel(LogLevel.Error));
        collection.AddSingleton(TimeProvider.System);
        collection.AddSingleton<EventHub>().AddSingleton<TimedHub>().AddSingleton<IEventHub>(p => p.GetRequiredService<TimedHub>());
        collection.AddSingleton<Microsoft.Extensions.Configuration.IConfiguration>(new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build());
        collection.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
        collection.AddConversations().AddCustomers().AddPortalRouting();
        collection.AddPortalData(new DatabaseOptions { Provider = DatabaseProvider.Sqlite, Directory = directory });
        var product = new Product(collection.BuildServiceProvider());
        await product.services.GetRequiredService<DatabaseSchema>().MigrateAsync(CancellationToken.None);
        return product;
    }

    /// <summary>Begins conversations with one message each.</summary>
    public async Task<List<(ConversationId Id, Actor Customer)>> BeginAsync(int count)
    {
        var routing = services.GetRequiredService<IRoutingStore>();
        var queue = new Queue { Id = QueueId.New(), Name = "Bench" };
        await routing.SaveQueueAsync(queue, [], [], CancellationToken.None);
        var inbox = new Inbox { Id = InboxId.New(), Key = InboxRules.NewKey(), Name = "Bench", QueueId = queue.Id, Secret = InboxRules.NewSecret(), CreatedAt = DateTimeOffset.UtcNow };
        await services.GetRequiredService<IInboxStore>().SaveAsync(inbox, CancellationToken.None);
        var start = services.GetRequiredService<StartConversation>();
        var begun = Enumerable.Range(0, count).Select(_ => (Id: ConversationId.New(), Customer: Actor.Of(CustomerId.New(), "Mara"))).ToList();
        await Task.WhenAll(begun.Select(b => start.ExecuteAsync(b.Customer, b.Id, inbox.Id, queue.Id, NewMessage.OfText(Guid.CreateVersion7(), "Hello"), CancellationToken.None)));
        return begun;
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
