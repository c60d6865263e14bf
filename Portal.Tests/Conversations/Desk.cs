using System.Diagnostics;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Portal.Api;
using Portal.Components.Conversations;
using Portal.Components.Shared;
using Portal.Data;
using Portal.Domain.Channels;
using Portal.Domain.Collaboration;
using Portal.Domain.Conversations;
using Portal.Domain.Customers;
using Portal.Domain.Escalation;
using Portal.Domain.Routing;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;
using Portal.Domain.Triage;

namespace Portal.Tests.Conversations;

/// <summary>
/// A small company behind the workspace's components: real operations, a real database and the real hub, so that what one
/// does the other's page shows. Its clock stands still unless a test moves it.
/// </summary>
public sealed class Desk : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("portal-desk-");
    private readonly ServiceCollection collection = [];
    private ServiceProvider services = null!;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public QueueId Returns { get; } = QueueId.New();

    public QueueId Payments { get; } = QueueId.New();

    public InboxId Inbox { get; } = InboxId.New();

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        collection.AddLogging();
        collection.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        collection.AddSingleton<TimeProvider>(Clock);
        collection.AddSingleton<EventHub>().AddSingleton<IEventHub>(p => p.GetRequiredService<EventHub>());
        collection.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>().AddSingleton<AttachmentLinks>();
        collection.AddPortalData(new DatabaseOptions { Provider = DatabaseProvider.Sqlite, Directory = folder.FullName });
        collection.AddConversations().AddCustomers().AddPortalRouting().AddServiceLevels().AddEscalation().AddTriage().AddCollaboration();
        collection.AddSingleton(new DetectLanguage(_ => null));
        services = collection.BuildServiceProvider();
        await Get<DatabaseSchema>().MigrateAsync(CancellationToken.None);
        await Get<IRoutingStore>().SaveQueueAsync(new Queue { Id = Returns, Name = "Returns" }, [], [], default);
        await Get<IRoutingStore>().SaveQueueAsync(new Queue { Id = Payments, Name = "Payments" }, [], [], default);
        await Get<IInboxStore>().SaveAsync(new Inbox { Id = Inbox, Key = InboxRules.NewKey(), Name = "Shop", QueueId = Returns, Secret = InboxRules.NewSecret(), CreatedAt = Clock.GetUtcNow() }, default);
    }

    public async Task<Actor> HireAsync(string name, Role role = Role.Agent, int capacity = 4)
    {
        var actor = new Actor(Guid.CreateVersion7(), role, name);
        await Get<RegisterAgent>().ExecuteAsync(Actor.System, actor.User, name, new(Chat: capacity), true, default);
        return actor;
    }

    /// <summary>A customer's first message, waiting in the queue.</summary>
    public async Task<Visit> WriteAsync(string name = "Mara Lindqvist", string text = "The kettle has a dent", string? email = "mara@post.example")
    {
        var customer = Actor.Of(CustomerId.New(), name);
        await Get<DescribeCustomer>().ExecuteAsync(customer, name, email, "en", default);
        var id = ConversationId.New();
        Assert.IsType<PostOutcome.Sent>(await Get<StartConversation>().ExecuteAsync(customer, id, Inbox, Returns, NewMessage.OfText(Guid.CreateVersion7(), text), default));
        return new(this, id, customer);
    }

    public async Task OfferAsync(Visit visit, Actor agent) => Assert.IsType<ChangeOutcome.Done>(
        await Get<AssignConversation>().ExecuteAsync(Actor.System, visit.Id, agent.User, agent.Name, CapacityClaim.ByHand, RoutingReasons.MostFree, TimeSpan.FromSeconds(45), default));

    public async Task TakeAsync(Visit visit, Actor agent) => Assert.IsType<ChangeOutcome.Done>(
        await Get<AssignConversation>().ExecuteAsync(agent, visit.Id, agent.User, agent.Name, CapacityClaim.ByHand, RoutingReasons.ByHand, null, default));

    public async Task<Conversation> FindAsync(Visit visit) => (await Get<IConversationStore>().FindAsync(visit.Id, default))!;

    /// <summary>A browser of one person.</summary>
    /// <param name="more">What a page needs beside the workspace's services.</param>
    public BunitContext Seat(Actor actor, Action<IServiceCollection>? more = null)
    {
        var seat = new BunitContext();
        seat.JSInterop.Mode = JSRuntimeMode.Loose;
        seat.Services.AddLocalization();
        seat.Services.AddScoped<Toasts>().AddScoped<Commands>().AddScoped<RailCounts>().AddScoped<Places>().AddScoped<Portal.Components.Collaboration.TeamNews>().AddScoped<ConversationActions>();
        // The company's own, shared by all seats; none of them may end with one seat.
        foreach (var type in collection.Where(d => d.Lifetime is ServiceLifetime.Singleton && !d.ServiceType.ContainsGenericParameters && (d.ServiceType.FullName?.StartsWith("Portal.", StringComparison.Ordinal) is true || d.ServiceType == typeof(TimeProvider))).Select(d => d.ServiceType).Distinct())
            seat.Services.AddSingleton(type, services.GetRequiredService(type));
        seat.Services.AddSingleton(Get<IOptions<ConversationOptions>>());
        more?.Invoke(seat.Services);
        seat.SetRendererInfo(new RendererInfo("Server", true));
        seat.RenderTree.Add<CascadingValue<Actor>>(p => p.Add(c => c.Value, actor));
        seat.RenderTree.Add<CascadingValue<Places>>(p => p.Add(c => c.Value, new Places()));
        seat.JSInterop.SetupModule("./Components/Conversations/WorkspacePage.razor.js").Setup<WorkspacePage.Begin>("start", _ => true)
            .SetResult(new("Etc/UTC", 0, true, false, null, null, null, null));
        foreach (var module in new[] { "Timeline", "Composer", "ConversationList", "ModalDialog" }) seat.JSInterop.SetupModule($"./Components/Conversations/{module}.razor.js").Mode = JSRuntimeMode.Loose;
        return seat;
    }

    /// <summary>Lets the gathering of events run on the fake clock until the page shows it: ten seconds of it at most, while events and reads take the time that they take.</summary>
    public async Task ElapseUntilAsync<T>(IRenderedComponent<T> page, Func<bool> shown) where T : IComponent
    {
        var limit = Stopwatch.StartNew();
        for (var i = 0; !shown() && limit.Elapsed < TimeSpan.FromSeconds(10); i++)
        {
            if (i < 100) Clock.Advance(TimeSpan.FromMilliseconds(100));
            await page.InvokeAsync(() => { });
            await Task.Delay(1);
        }

        if (!shown()) Assert.Fail(page.Markup);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}

/// <summary>One customer in one conversation.</summary>
public sealed record Visit(Desk Desk, ConversationId Id, Actor Customer)
{
    public async Task SayAsync(string text) =>
        Assert.IsType<PostOutcome.Sent>(await Desk.Get<PostMessage>().ExecuteAsync(Customer, Id, NewMessage.OfText(Guid.CreateVersion7(), text), default));
}
