using TestContext = Xunit.TestContext;
using AngleSharp.Dom;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Components.Conversations;
using Portal.Components.Shared;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Tests.Conversations;

public sealed class WorkspacePageTests(Desk desk) : IClassFixture<Desk>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private const string Hostile = "<img src=x onerror=alert(1)>";

    [Fact]
    public async Task List_WhatIsMine_StandsInItsGroup()
    {
        var ines = await desk.HireAsync("Ines");
        var visit = await desk.WriteAsync("Mara Grouped");
        await desk.TakeAsync(visit, ines);
        await using var seat = desk.Seat(ines);
        var page = seat.Render<WorkspacePage>();

        var item = page.WaitForElement("ul[aria-label=Conversations] > li");
        Assert.Contains("Waiting for you 1", Squeezed(item));
        Assert.Contains("Mara Grouped", Squeezed(item));
        Assert.Contains("1 unread", Squeezed(item));
    }

    [Fact]
    public async Task List_MostUrgentFirst_PutsTheUpsetBeforeWhoWaitsALittleLonger()
    {
        var ines = await desk.HireAsync("Ines");
        var calm = await desk.WriteAsync("Mara Calm");
        desk.Clock.Advance(TimeSpan.FromSeconds(5));
        var upset = await desk.WriteAsync("Mara Upset", "This is UNACCEPTABLE, you are ridiculous!!");
        foreach (var visit in new[] { calm, upset }) await desk.TakeAsync(visit, ines);
        await using var seat = desk.Seat(ines);
        var page = seat.Render<WorkspacePage>();
        page.WaitForState(() => page.FindAll("ul[aria-label=Conversations] a.row").Count == 2);

        Assert.Equal([$"workspace/{upset.Id}", $"workspace/{calm.Id}"], page.FindAll("ul[aria-label=Conversations] a.row").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public async Task Page_LeftForAnotherPage_RemembersWhenAndSaysWhereOneLeftOff()
    {
        var ines = await desk.HireAsync("Ines");
        var visit = await desk.WriteAsync("Mara Left");
        await desk.TakeAsync(visit, ines);
        await visit.SayAsync("When will it come?");
        await using var seat = desk.Seat(ines);
        var page = seat.Render<WorkspacePage>(p => p.Add(w => w.Conversation, visit.Id.Value));
        page.WaitForElement("[role=log]");
        await seat.DisposeComponentsAsync();

        desk.Clock.Advance(TimeSpan.FromMinutes(5));
        var again = seat.Render<WorkspacePage>(p => p.Add(w => w.Conversation, visit.Id.Value));

        again.WaitForState(() => again.FindAll(".leftoff").Count == 1);
        Assert.Contains("When will it come?", again.Find(".leftoff").TextContent);
    }

    [Fact]
    public async Task Page_LoadedAgain_TakesFromTheBrowserWhenOneLeft()
    {
        var ines = await desk.HireAsync("Ines");
        var visit = await desk.WriteAsync("Mara Reloaded");
        await desk.TakeAsync(visit, ines);
        await visit.SayAsync("When will it come?");
        await using var seat = desk.Seat(ines);
        var left = new Dictionary<string, double> { [visit.Id.ToString()] = desk.Clock.GetUtcNow().AddMinutes(-5).ToUnixTimeMilliseconds(), ["not an id"] = 1 };
        seat.JSInterop.SetupModule("./Components/Conversations/WorkspacePage.razor.js").Setup<WorkspacePage.Begin>("start", _ => true)
            .SetResult(new("Etc/UTC", 0, true, false, null, null, null, null, left));

        var page = seat.Render<WorkspacePage>(p => p.Add(w => w.Conversation, visit.Id.Value));

        page.WaitForState(() => page.FindAll(".leftoff").Count == 1);
    }

    [Fact]
    public async Task List_ACustomersMessage_ChangesOnlyItsRow()
    {
        var ines = await desk.HireAsync("Ines");
        var visit = await desk.WriteAsync("Mara Live");
        await desk.TakeAsync(visit, ines);
        await using var seat = desk.Seat(ines);
        var page = seat.Render<WorkspacePage>();
        page.WaitForElement("ul[aria-label=Conversations] > li");

        await visit.SayAsync("Will it arrive by Friday?");
        await ElapseUntilAsync(page, () => Squeezed(page.Find("ul[aria-label=Conversations]")).Contains("Will it arrive by Friday?"));
        Assert.Contains("2 unread", Squeezed(page.Find("ul[aria-label=Conversations]")));
    }

    [Fact]
    public async Task List_AnOffer_AppearsWithItsTime()
    {
        var ines = await desk.HireAsync("Ines");
        await using var seat = desk.Seat(ines);
        var page = seat.Render<WorkspacePage>();
        page.WaitForState(() => page.Markup.Contains("Nobody is waiting for you"));

        var visit = await desk.WriteAsync("Mara Offered");
        await desk.OfferAsync(visit, ines);
        await ElapseUntilAsync(page, () => page.FindAll("a.row.offer").Count == 1);
        Assert.Matches(@"Open within 4\d s", Squeezed(page.Find("a.row.offer")));
    }

    [Fact]
    public async Task List_ADraft_IsMarked()
    {
        var ines = await desk.HireAsync("Ines");
        var visit = await desk.WriteAsync("Mara Draft");
        await desk.TakeAsync(visit, ines);
        await using var seat = desk.Seat(ines);
        var page = seat.Render<WorkspacePage>();
        page.WaitForElement("ul[aria-label=Conversations] > li");
        await page.InvokeAsync(() => page.Instance.DraftsChanged(new() { [visit.Id.ToString()] = "Good news", ["not an id"] = "x" }));
        Assert.Contains("Draft: Good news", Squeezed(page.Find("ul[aria-label=Conversations]")));
    }

    [Fact]
    public async Task Page_HostileNamesAndTexts_AreText()
    {
        var ines = await desk.HireAsync("Ines");
        var visit = await desk.WriteAsync(Hostile, $"{Hostile} [x](javascript:alert(1)) <script>alert(1)</script>", null);
        await desk.TakeAsync(visit, ines);
        await using var seat = desk.Seat(ines);
        var page = seat.Render<WorkspacePage>(p => p.Add(w => w.Conversation, visit.Id.Value));
        page.WaitForElement("[data-seq] .m.in");
        page.WaitForElement("aside .head h2");

        Assert.Empty(page.FindAll("img[onerror], script, a[href^=javascript]"));
        Assert.Contains(Hostile, page.Find("ul[aria-label=Conversations]").TextContent);
        Assert.Contains(Hostile, page.Find("#conv-h").TextContent);
        Assert.Contains(Hostile, page.Find("aside h2").TextContent);
        Assert.Contains("<script>", page.Find("[data-seq] .m.in").TextContent);
    }

    [Fact]
    public async Task Opening_AsTheAssignee_TakesTheOffer()
    {
        var ines = await desk.HireAsync("Ines");
        var visit = await desk.WriteAsync("Mara Opens");
        await desk.OfferAsync(visit, ines);
        await using var seat = desk.Seat(ines);
        var page = seat.Render<WorkspacePage>(p => p.Add(w => w.Conversation, visit.Id.Value));

        page.WaitForState(() => page.Markup.Contains("Offered to"));
        // Without a browser nobody says that the end is in view, so the third entry is known but not drawn.
        await ElapseUntilAsync(page, () => page.Find("[role=log]").GetAttribute("data-newest") == "3");
        Assert.NotNull((await desk.FindAsync(visit)).OpenedAt);
    }

    [Fact]
    public async Task Opening_AsASupervisor_TakesNothing()
    {
        var (ines, rosa) = (await desk.HireAsync("Ines"), await desk.HireAsync("Rosa", Role.Supervisor));
        var visit = await desk.WriteAsync("Mara Watched");
        await desk.OfferAsync(visit, ines);
        await using var seat = desk.Seat(rosa);
        var page = seat.Render<WorkspacePage>(p => p.Add(w => w.Conversation, visit.Id.Value));

        page.WaitForElement("[data-seq] .m.in");
        Assert.Contains("Ines answers this conversation. You can step in.", page.Markup);
        Assert.Null((await desk.FindAsync(visit)).OpenedAt);
        Assert.NotNull((await desk.FindAsync(visit)).OfferExpiresAt);
    }

    [Fact]
    public async Task Take_ByTwoAtOnce_HasOneWinnerAndOneClearRefusal()
    {
        var (ines, tomas) = (await desk.HireAsync("Ines"), await desk.HireAsync("Tomás"));
        var visit = await desk.WriteAsync("Mara Raced");
        await using var seat = desk.Seat(ines);
        var row = (await desk.Get<ListConversations>().FindAsync(ines, visit.Id, Ct))!;
        var actions = seat.Services.GetRequiredService<ConversationActions>();
        var problems = await Task.WhenAll(actions.TakeAsync(ines, row, Ct), actions.TakeAsync(tomas, row, Ct));

        var problem = Assert.Single(problems, p => p is not null);
        Assert.Contains("Somebody else was faster", problem!.Text);
        Assert.Equal(problems[0] is null ? ines.User : tomas.User, (await desk.FindAsync(visit)).AssigneeId);
    }

    [Fact]
    public async Task Resolve_ThenUndo_IsOpenAndMineAgain()
    {
        var ines = await desk.HireAsync("Ines");
        var visit = await desk.WriteAsync("Mara Resolved");
        await desk.TakeAsync(visit, ines);
        await using var seat = desk.Seat(ines);
        var page = seat.Render<WorkspacePage>(p => p.Add(w => w.Conversation, visit.Id.Value));
        await page.WaitForElement("header.top button[aria-keyshortcuts=e]").ClickAsync(new());
        await ElapseUntilAsync(page, () => page.FindAll("header.top button[aria-keyshortcuts=o]").Count == 1);
        Assert.Equal(ConversationStatus.Resolved, (await desk.FindAsync(visit)).Status);
        Assert.Contains("This conversation is resolved.", page.Markup);
        Assert.Equal("no", page.Find("[data-composer]").GetAttribute("data-reply"));

        var toast = Assert.Single(seat.Services.GetRequiredService<Toasts>().Shown);
        Assert.Equal(("Resolved Mara Resolved", "Undo"), (toast.Text, toast.Action!.Label));
        await toast.Action.Run();
        var after = await desk.FindAsync(visit);
        Assert.Equal((ConversationStatus.Open, (UserId?)ines.User), (after.Status, after.AssigneeId));
    }

    [Fact]
    public async Task Assign_ToSomebodyFull_OffersASupervisorToDoItAnyway()
    {
        var (greta, rosa) = (await desk.HireAsync("Gudrun", capacity: 1), await desk.HireAsync("Rosa", Role.Supervisor));
        await desk.TakeAsync(await desk.WriteAsync("Mara First"), greta);
        var visit = await desk.WriteAsync("Mara Second");
        await using var seat = desk.Seat(rosa);
        var row = (await desk.Get<ListConversations>().FindAsync(rosa, visit.Id, Ct))!;
        var dialog = seat.Render<AssignDialog>(p => p.Add(d => d.Row, row));
        await dialog.WaitForElements(".pick").Single(b => b.TextContent.Contains("Gudrun")).ClickAsync(new());

        Assert.Contains("Gudrun is full.", dialog.WaitForElement(".notice").TextContent);
        Assert.Null((await desk.FindAsync(visit)).AssigneeId);
        await dialog.Find(".notice button").ClickAsync(new());
        Assert.Equal(greta.User, (await desk.FindAsync(visit)).AssigneeId);
    }

    [Fact]
    public async Task Take_BeyondTheOwnCapacity_IsDoneAndSaysSo()
    {
        var ines = await desk.HireAsync("Ines", capacity: 1);
        await desk.TakeAsync(await desk.WriteAsync("Mara First"), ines);
        var visit = await desk.WriteAsync("Mara Second");
        await using var seat = desk.Seat(ines);
        var row = (await desk.Get<ListConversations>().FindAsync(ines, visit.Id, Ct))!;

        Assert.Null(await seat.Services.GetRequiredService<ConversationActions>().TakeAsync(ines, row, Ct));

        Assert.Equal(ines.User, (await desk.FindAsync(visit)).AssigneeId);
        Assert.Equal("You have Mara Second now. That is more than your limit: 2 of 1 units.", Assert.Single(seat.Services.GetRequiredService<Toasts>().Shown).Text);
    }

    [Fact]
    public async Task Assign_ByAnAgentToSomebodyFull_HasNoWayRound()
    {
        var (greta, ines) = (await desk.HireAsync("Greta", capacity: 1), await desk.HireAsync("Ines"));
        await desk.TakeAsync(await desk.WriteAsync("Mara First"), greta);
        var visit = await desk.WriteAsync("Mara Second");
        await using var seat = desk.Seat(ines);
        var row = (await desk.Get<ListConversations>().FindAsync(ines, visit.Id, Ct))!;
        var agent = (await desk.Get<ReadTeam>().FindAsync(ines, greta.User, Ct))!;
        var problem = await seat.Services.GetRequiredService<ConversationActions>().AssignAsync(ines, row, agent, anyway: false, Ct);
        Assert.NotNull(problem);
        Assert.Null(problem.Then);
    }

    [Fact]
    public async Task Snooze_InThePast_IsSaidBesideTheField()
    {
        var ines = await desk.HireAsync("Ines");
        var visit = await desk.WriteAsync("Mara Sleeps");
        await desk.TakeAsync(visit, ines);
        await using var seat = desk.Seat(ines);
        var row = (await desk.Get<ListConversations>().FindAsync(ines, visit.Id, Ct))!;
        var dialog = seat.Render<SnoozeDialog>(p => p.Add(d => d.Row, row).Add(d => d.Zone, TimeZoneInfo.Utc));
        await dialog.Find("input").ChangeAsync(new() { Value = "2020-01-01T09:00" });
        await dialog.Find("form").SubmitAsync();
        Assert.Contains("That time has passed.", dialog.Find("[role=alert]").TextContent);
        Assert.Equal(ConversationStatus.Open, (await desk.FindAsync(visit)).Status);
    }

    [Fact]
    public async Task Page_UnderWhichTheDatabaseWasPutBack_LoadsItselfAgain()
    {
        var ines = await desk.HireAsync("Ines");
        var visit = await desk.WriteAsync("Mara Yesterday");
        await desk.TakeAsync(visit, ines);
        await using var seat = desk.Seat(ines);
        var page = seat.Render<WorkspacePage>(p => p.Add(w => w.Conversation, visit.Id.Value));
        await ElapseUntilAsync(page, () => page.FindAll("[role=log] .m").Count > 0);
        var navigation = (BunitNavigationManager)seat.Services.GetRequiredService<NavigationManager>();
        var first = (await desk.Get<IConversationStore>().ReadAfterAsync(visit.Id, false, 0, 1, Ct))[0];

        desk.Get<EventHub>().Publish(new EntryPosted(Topic.Staff(visit.Id), first, 0));
        await visit.SayAsync("The same again");
        await ElapseUntilAsync(page, () => Squeezed(page.Find("ul[aria-label=Conversations]")).Contains("The same again"));
        Assert.DoesNotContain(navigation.History, h => h.Options.ForceLoad);
        desk.Get<EventHub>().Publish(new EntryPosted(Topic.Staff(visit.Id), first with { ClientMessageId = Guid.CreateVersion7(), Text = "Something else" }, 0));

        await ElapseUntilAsync(page, () => navigation.History.Any(h => h.Options.ForceLoad));
    }

    [Fact]
    public async Task Page_AnAddressOfNothing_SaysSo()
    {
        var ines = await desk.HireAsync("Ines");
        await using var seat = desk.Seat(ines);
        var page = seat.Render<WorkspacePage>(p => p.Add(w => w.Conversation, Guid.CreateVersion7()));
        page.WaitForState(() => page.Markup.Contains("There is no such conversation"));
    }

    private Task ElapseUntilAsync<T>(IRenderedComponent<T> page, Func<bool> shown) where T : IComponent => desk.ElapseUntilAsync(page, shown);

    private static string Squeezed(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
