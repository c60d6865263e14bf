using System.Diagnostics;
using Bunit;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Api;
using Portal.Components.Channels;
using Portal.Components.Conversations;
using Portal.Data.Conversations;
using Portal.Domain.Channels;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;
using Portal.Live;
using Portal.Tests.Conversations;
using Portal.Tests.Shared;

namespace Portal.Tests.Channels;

/// <summary>The customers' page on a database that is slow or away when it begins.</summary>
public sealed class ChatPageTests : IAsyncLifetime
{
    private readonly Desk desk = new();
    private BunitContext seat = null!;
    private SlowInboxes inboxes = null!;

    public async ValueTask InitializeAsync()
    {
        await desk.InitializeAsync();
        inboxes = new(desk.Get<IInboxStore>());
        seat = desk.Seat(Actor.System, services => services
            .AddSingleton(new FindInbox(inboxes)).AddSingleton<ReadAvailability>().AddSingleton<OpenChat>().AddSingleton<WriteAsCustomer>().AddSingleton<ChatPace>().AddSingleton<ChatHeartbeat>()
            .AddSingleton<IVisitorTokens>(new VisitorTokens(new EphemeralDataProtectionProvider())));
        seat.JSInterop.SetupModule("./Components/Channels/ChatPage.razor.js").Setup<ChatPage.Visit>("start", _ => true).SetResult(new(null, "en-GB", "Etc/UTC"));
    }

    [Fact]
    public async Task Page_OnASlowDatabase_BeginsOnceItsInboxIsKnown()
    {
        inboxes.Answer = new();

        var shown = Show();

        Assert.Empty(shown.Markup);
        inboxes.Answer.SetResult();
        await BeginsAsync(shown);
    }

    [Fact]
    public async Task Page_WhoseDatabaseIsAway_BeginsWhenItIsBack()
    {
        inboxes.Away = 3;

        var shown = Show();

        Assert.Empty(shown.Markup);
        await BeginsAsync(shown);
        Assert.Equal(0, inboxes.Away);
    }

    /// <summary>The queue's calendar goes before the inbox's own hours, which have none.</summary>
    [Fact]
    public async Task Page_OfAQueueThatIsClosed_SaysWhenItOpensAndNotThatSomebodyIsThere()
    {
        var ct = Xunit.TestContext.Current.CancellationToken;
        var now = desk.Clock.GetUtcNow();
        var calendar = new BusinessCalendar { Id = CalendarId.New(), Name = "Office", Week = [new(now.DayOfWeek, new(11, 0), new(17, 0))] };
        await desk.Get<IServiceLevelStore>().SaveCalendarAsync(calendar, ct);
        var queue = (await desk.Get<IRoutingStore>().FindQueueAsync(desk.Returns, ct))!;
        await desk.Get<IRoutingStore>().SaveQueueAsync(queue with { CalendarId = calendar.Id }, [], [], ct);
        await desk.Get<ServiceStandards>().RefreshAsync(ct);

        var shown = Show();
        await BeginsAsync(shown);

        shown.WaitForAssertion(() => Assert.Contains("11:00", shown.Find(".there").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("now", shown.Find(".there").TextContent, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Page_OfAQueueInSurge_GreetsBriefly()
    {
        var ct = Xunit.TestContext.Current.CancellationToken;
        var now = desk.Clock.GetUtcNow();
        await desk.Get<IRoutingStore>().SetSurgeAsync(desk.Returns, 150, now.AddHours(1), "Ada", now, ct);

        var shown = Show();
        await BeginsAsync(shown);

        // Only while somebody is there is it told apart from being closed.
        shown.WaitForAssertion(() => Assert.StartsWith("Many people are writing to us right now", shown.Find(".hello p").TextContent, StringComparison.Ordinal));
    }

    /// <summary>The oldest lines go only while nobody can be reading them, and can be had again.</summary>
    [Theory]
    [InlineData(false, 1, 170)]
    [InlineData(true, 250, 250)]
    public async Task Page_OfALongConversation_KeepsWhatTheCustomerReads(bool readsBack, int fewest, int most)
    {
        var shown = Show();
        await BeginsAsync(shown);
        await shown.InvokeAsync(() => shown.Instance.WatchedAsync(true));
        shown.Instance.ReadsBack(readsBack);
        var conversation = Guid.CreateVersion7();

        for (var i = 1; i <= 250; i++)
        {
            var item = new OutboxItem(Guid.CreateVersion7(), conversation, "text", $"Line {i}", null);
            await shown.InvokeAsync(() => shown.Instance.SendAsync(item));
        }

        shown.WaitForAssertion(() => Assert.Equal("Line 250", shown.FindAll(".m.me .b").Last().TextContent.Trim()), TimeSpan.FromSeconds(20));
        Assert.InRange(shown.FindAll(".m.me").Count, fewest, most);
        Assert.Equal(!readsBack, shown.FindAll("#earlier").Count == 1);
    }

    [Fact]
    public async Task Page_WhoseLastEventGotLost_ShowsWhatIsStoredAtTheNextHeartbeat()
    {
        var ct = Xunit.TestContext.Current.CancellationToken;
        var shown = Show();
        await BeginsAsync(shown);
        var conversation = Guid.CreateVersion7();
        await shown.InvokeAsync(() => shown.Instance.SendAsync(new(Guid.CreateVersion7(), conversation, "text", "Is anybody there?", null)));
        await using (var silent = new ConversationLog(desk.Get<LogSessions>(), desk.Get<ServiceStandards>(), new RecordingHub(), desk.Clock, NullLogger<ConversationLog>.Instance))
        {
            var draft = new EntryDraft(Guid.CreateVersion7(), EntryKind.Text, Audience.Everyone, new Actor(Guid.CreateVersion7(), Role.Supervisor, "Ines Duarte")) { Text = "Yes, all the time" };
            await silent.WriteAsync(new LogRequest(new(conversation), (c, _) => new Decision.Write(c, [draft])), ct);
        }

        Assert.DoesNotContain("Yes, all the time", shown.Markup, StringComparison.Ordinal);
        await seat.Services.GetRequiredService<ChatHeartbeat>().BeatAsync(ct);

        shown.WaitForAssertion(() => Assert.Contains("Yes, all the time", shown.Markup, StringComparison.Ordinal));
    }

    private IRenderedComponent<ChatPage> Show()
    {
        var key = desk.Get<IInboxStore>().FindAsync(desk.Inbox, default).GetAwaiter().GetResult()!.Key;
        return seat.Render<ChatPage>(p => p.Add(c => c.InboxKey, key).Add(c => c.Language, "en"));
    }

    /// <summary>The browser's half was told that it may begin, and of whom.</summary>
    private async Task BeginsAsync(IRenderedComponent<ChatPage> shown)
    {
        for (var limit = Stopwatch.StartNew(); seat.JSInterop.Invocations["entered"].Count == 0; await Task.Delay(5, Xunit.TestContext.Current.CancellationToken))
        {
            Assert.True(limit.Elapsed < TimeSpan.FromSeconds(20), $"The page did not begin: {shown.Markup}");
            desk.Clock.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.NotNull(shown.Find(".composer"));
    }

    public async ValueTask DisposeAsync()
    {
        await seat.DisposeAsync();
        await desk.DisposeAsync();
    }

    private sealed class SlowInboxes(IInboxStore store) : IInboxStore
    {
        public TaskCompletionSource? Answer { get; set; }

        public int Away { get; set; }

        public Task<Inbox?> FindAsync(InboxId id, CancellationToken ct) => store.FindAsync(id, ct);

        public async Task<Inbox?> FindByKeyAsync(string key, CancellationToken ct)
        {
            if (Answer is { } answer) await answer.Task;
            if (Away > 0)
            {
                Away--;
                throw new SqliteException("disk I/O error", 10);
            }

            return await store.FindByKeyAsync(key, ct);
        }

        public Task<IReadOnlyList<Inbox>> ListAsync(CancellationToken ct) => store.ListAsync(ct);

        public Task SaveAsync(Inbox inbox, CancellationToken ct) => store.SaveAsync(inbox, ct);
    }
}
