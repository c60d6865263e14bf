using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Components.Channels;
using Portal.Domain.Channels;
using Portal.Domain.Routing;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Channels;

public sealed class AdminInboxPageTests(SqliteTestDatabase database) : StoreTests<SqliteTestDatabase>(database), IAsyncDisposable
{
    private readonly PageContext page = new();

    [Fact]
    public async Task Inbox_Known_IsShownWithItsSnippet()
    {
        var inbox = await AnInboxAsync();

        var shown = Open(inbox.Id);

        Assert.Equal(inbox.Name, Field(shown, "Name").GetAttribute("value"));
        Assert.Equal($"<script src=\"https://chat.example/portal/embed/chat.js\" data-inbox=\"{inbox.Key}\" async></script>", shown.Find("[aria-label='Embed snippet']").TextContent);
        Assert.Contains("https://chat.example to script-src", shown.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_Changes_AreStoredAndSaid()
    {
        var inbox = await AnInboxAsync();
        var shown = Open(inbox.Id);

        await Field(shown, "Greeting").ChangeAsync(new ChangeEventArgs { Value = "Good day" });
        await Field(shown, "Sites that may embed the chat").ChangeAsync(new ChangeEventArgs { Value = "https://Shop.example/\n\nhttps://other.example" });
        Assert.Equal("Not saved yet", shown.Find(".state").TextContent);
        await shown.Find("form").SubmitAsync();

        shown.WaitForAssertion(() => Assert.Equal("Saved", shown.Find(".state").TextContent));
        var stored = (await Get<IInboxStore>().FindAsync(inbox.Id, Ct))!;
        Assert.Equal("Good day", stored.Texts.Greeting);
        Assert.Equal(["https://shop.example", "https://other.example"], stored.Origins);
        Assert.Equal((inbox.Key, inbox.Secret), (stored.Key, stored.Secret));
    }

    [Fact]
    public async Task Save_SomethingWrong_SaysItBesideTheFieldsAndKeepsWhatWasTyped()
    {
        var inbox = await AnInboxAsync();
        var shown = Open(inbox.Id);

        await Field(shown, "Name").ChangeAsync(new ChangeEventArgs { Value = " " });
        await Field(shown, "Brand colour").InputAsync(new ChangeEventArgs { Value = "#ffcc00" });
        await Field(shown, "Sites that may embed the chat").ChangeAsync(new ChangeEventArgs { Value = "shop.example/path" });
        await shown.Find("form").SubmitAsync();

        Assert.Contains("3 fields need another look", shown.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Give it a name", WrongOf(shown, "Name"), StringComparison.Ordinal);
        Assert.Contains("hard to read", shown.FindAll(".wrong").Select(w => w.TextContent).First(t => t.Contains("White text", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal("#FFCC00", Field(shown, "Brand colour").GetAttribute("value"));
        Assert.Equal("shop.example/path", Field(shown, "Sites that may embed the chat").GetAttribute("value"));
        Assert.Equal(inbox.Name, (await Get<IInboxStore>().FindAsync(inbox.Id, Ct))!.Name);
    }

    [Theory]
    [InlineData("#FFCC00", "bad", "1.51 : 1"), InlineData("#0A5560", "ok", "8.46 : 1"), InlineData("#0A", "bad", "Write it like #0A5560")]
    public async Task Colour_Typed_TellsItsContrastAtOnce(string colour, string tone, string words)
    {
        var shown = Open((await AnInboxAsync()).Id);

        await Field(shown, "Brand colour").InputAsync(new ChangeEventArgs { Value = colour });

        var ratio = shown.Find(".ratio");
        Assert.Contains(tone, ratio.ClassList);
        Assert.Contains(words, ratio.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_ColourThatIsNone_IsNeverPutIntoAStyle()
    {
        var shown = Open((await AnInboxAsync()).Id);

        await Field(shown, "Brand colour").InputAsync(new ChangeEventArgs { Value = "red;--" });

        Assert.DoesNotContain("red;", shown.Find(".stagelet").GetAttribute("style"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Hours_CopiedToWeekdays_AreStored()
    {
        var inbox = await AnInboxAsync();
        var shown = Open(inbox.Id);

        await shown.FindAll("input[type=radio]")[1].ChangeAsync(new ChangeEventArgs { Value = "on" });
        await shown.Find("[aria-label='Monday to']").ChangeAsync(new ChangeEventArgs { Value = "12:00" });
        await shown.Find("[aria-label='Add hours on Monday']").ClickAsync();
        await shown.FindAll("[aria-label='Monday to']")[1].ChangeAsync(new ChangeEventArgs { Value = "18:00" });
        await shown.Find("[aria-label='Copy Monday to all weekdays']").ClickAsync();
        await Field(shown, "Time zone").ChangeAsync(new ChangeEventArgs { Value = "Europe/Berlin" });
        await shown.Find("form").SubmitAsync();

        var hours = (await Get<IInboxStore>().FindAsync(inbox.Id, Ct))!.Hours;
        Assert.Equal("Europe/Berlin", hours.TimeZone);
        Assert.Equal(10, hours.Spans.Length);
        Assert.Equal([new(DayOfWeek.Friday, new(9, 0), new(12, 0)), new(DayOfWeek.Friday, new(12, 0), new(18, 0))], hours.Spans.Where(s => s.Day is DayOfWeek.Friday));
    }

    [Fact]
    public async Task Hours_WithoutAny_AreRefusedInWords()
    {
        var shown = Open((await AnInboxAsync()).Id);

        await shown.FindAll("input[type=radio]")[1].ChangeAsync(new ChangeEventArgs { Value = "on" });
        while (shown.FindAll(".span button") is { Count: > 0 } removes) await removes[0].ClickAsync();
        await shown.Find("form").SubmitAsync();

        Assert.Contains("Always open", shown.Find(".hours .wrong").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secret_IsMaskedUntilRevealedAndRotatedOnlyAfterAQuestion()
    {
        var inbox = await AnInboxAsync();
        var shown = Open(inbox.Id);
        Assert.DoesNotContain(inbox.Secret, shown.Markup, StringComparison.Ordinal);

        await Button(shown, "Reveal").ClickAsync();
        Assert.Equal(inbox.Secret, shown.Find("output").TextContent);

        await Button(shown, "New secret").ClickAsync();
        Assert.Equal(inbox.Secret, (await Get<IInboxStore>().FindAsync(inbox.Id, Ct))!.Secret);
        Assert.Contains("Hashes made with the old secret are refused", shown.Find("dialog .lead").TextContent, StringComparison.Ordinal);

        await Button(shown, "Make a new secret").ClickAsync();
        var now = (await Get<IInboxStore>().FindAsync(inbox.Id, Ct))!.Secret;
        Assert.NotEqual(inbox.Secret, now);
        Assert.Equal(now, shown.Find("output").TextContent);
    }

    [Fact]
    public async Task New_Created_LeadsToItsPage()
    {
        var queue = await AQueueAsync();
        var shown = Open(null);

        await Field(shown, "Name").ChangeAsync(new ChangeEventArgs { Value = "Support" });
        await Field(shown, "Queue").ChangeAsync(new ChangeEventArgs { Value = IndexOf(shown, queue.Name) });
        await shown.Find("form").SubmitAsync();

        var made = (await Get<IInboxStore>().ListAsync(Ct)).Single(i => i.Name == "Support");
        Assert.Equal(queue.Id, made.QueueId);
        Assert.EndsWith($"admin/inboxes/{made.Id}", page.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inbox_ChangedBySomebodyElse_KeepsWhatWasTypedAndOffersTheirs()
    {
        var inbox = await AnInboxAsync();
        var shown = Open(inbox.Id);
        await Field(shown, "Greeting").ChangeAsync(new ChangeEventArgs { Value = "Mine" });

        await new SaveInbox(Get<IInboxStore>(), page.Hub).ExecuteAsync(page.Actor, inbox with { Texts = inbox.Texts with { Greeting = "Theirs" } }, Ct);
        shown.WaitForAssertion(() => Assert.Contains("Somebody else has just changed", shown.Markup, StringComparison.Ordinal));
        Assert.Equal("Mine", Field(shown, "Greeting").GetAttribute("value"));

        await Button(shown, "Load theirs and drop mine").ClickAsync();
        Assert.Equal("Theirs", Field(shown, "Greeting").GetAttribute("value"));
    }

    [Fact]
    public void Inbox_Unknown_SaysSo() => Assert.Contains("There is no such inbox", Open(InboxId.New()).Markup, StringComparison.Ordinal);

    public ValueTask DisposeAsync() => page.DisposeAsync();

    private IRenderedComponent<AdminInboxPage> Open(InboxId? id)
    {
        page.Services.AddSingleton(Get<IInboxStore>()).AddSingleton(Get<IRoutingStore>()).AddSingleton<FindInbox>().AddSingleton<SaveInbox>().AddSingleton<ReadTeam>()
            .AddSingleton(Options.Create(new ChannelsOptions { PublicUrl = "https://chat.example/portal" }));
        var shown = page.Show<AdminInboxPage>(p => p.Add(a => a.Id, id?.Value));
        shown.WaitForAssertion(() => Assert.Empty(shown.FindAll("[aria-busy]")));
        return shown;
    }

    private static IElement Field(IRenderedComponent<AdminInboxPage> shown, string label) =>
        shown.Find("#" + shown.FindAll("label").Single(l => l.TextContent == label).GetAttribute("for"));

    private static string WrongOf(IRenderedComponent<AdminInboxPage> shown, string label) =>
        string.Join(' ', Field(shown, label).GetAttribute("aria-describedby")!.Split(' ').Select(id => shown.Find("#" + id).TextContent));

    private static IElement Button(IRenderedComponent<AdminInboxPage> shown, string name) => shown.FindAll("button").Single(b => b.TextContent.Trim() == name);

    private static string IndexOf(IRenderedComponent<AdminInboxPage> shown, string option) =>
        Field(shown, "Queue").QuerySelectorAll("option").Single(o => o.TextContent == option).GetAttribute("value")!;

    private async Task<Queue> AQueueAsync()
    {
        var queue = new Queue { Id = QueueId.New(), Name = Guid.CreateVersion7().ToString("N") };
        await Get<IRoutingStore>().SaveQueueAsync(queue, [], [], Ct);
        return queue;
    }

    private async Task<Inbox> AnInboxAsync()
    {
        var inbox = new Inbox
        {
            Id = InboxId.New(), Key = InboxRules.NewKey(), Name = "Shop", QueueId = (await AQueueAsync()).Id, Secret = InboxRules.NewSecret(), CreatedAt = Database.Clock.GetUtcNow(),
        };
        await Get<IInboxStore>().SaveAsync(inbox, Ct);
        return inbox;
    }
}
