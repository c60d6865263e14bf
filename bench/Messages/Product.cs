using Microsoft.Extensions.DependencyInjection;
using Portal.Bench.Shared;
using Portal.Domain.Channels;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Bench.Messages;

/// <summary>The product's own operations and log on a fresh SQLite file, without the web host.</summary>
internal sealed class Product : IAsyncDisposable
{
    private readonly Place place;

    private Product(Place place) => this.place = place;

    public PostMessage Post => place.Get<PostMessage>();

    public TimedHub Hub => place.Get<TimedHub>();

    public static async Task<Product> StartAsync(string directory) => new(await Place.OpenAsync(
        Place.At(directory, postgres: null), services => services.AddSingleton<TimedHub>().AddSingleton<IEventHub>(p => p.GetRequiredService<TimedHub>())));

    /// <summary>Begins conversations with one message each.</summary>
    public async Task<List<(ConversationId Id, Actor Customer)>> BeginAsync(int count)
    {
        var routing = place.Get<IRoutingStore>();
        var queue = new Queue { Id = QueueId.New(), Name = "Bench" };
        await routing.SaveQueueAsync(queue, [], [], CancellationToken.None);
        var inbox = new Inbox { Id = InboxId.New(), Key = InboxRules.NewKey(), Name = "Bench", QueueId = queue.Id, Secret = InboxRules.NewSecret(), CreatedAt = DateTimeOffset.UtcNow };
        await place.Get<IInboxStore>().SaveAsync(inbox, CancellationToken.None);
        var start = place.Get<StartConversation>();
        var begun = Enumerable.Range(0, count).Select(_ => (Id: ConversationId.New(), Customer: Actor.Of(CustomerId.New(), "Mara"))).ToList();
        await Task.WhenAll(begun.Select(b => start.ExecuteAsync(b.Customer, b.Id, inbox.Id, queue.Id, NewMessage.OfText(Guid.CreateVersion7(), "Hello"), CancellationToken.None)));
        return begun;
    }

    public ValueTask DisposeAsync() => place.DisposeAsync();
}
