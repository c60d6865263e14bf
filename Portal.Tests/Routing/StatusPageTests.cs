using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Components.Conversations;
using Portal.Components.Routing;
using Portal.Components.Shared;
using Portal.Domain.Routing;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Routing;

public sealed class StatusPageTests(SqliteTestDatabase database) : StoreTests<SqliteTestDatabase>(database), IAsyncDisposable
{
    private readonly PageContext page = new();

    private IRoutingStore Store => Get<IRoutingStore>();

    [Fact]
    public async Task Status_Added_IsStoredAndWhatIsWrongIsSaidBesideIt()
    {
        Prepare();
        var shown = page.Show<StatusesPage>();
        shown.WaitForElement("#statuses-form");
        await shown.FindAll("button").Single(b => b.TextContent == "Add a status").ClickAsync();
        await shown.Find("#statuses-form").SubmitAsync();
        Assert.Equal("Give it a name.", shown.Find(".wrong").TextContent);

        await Field(shown, "Name of status 1").ChangeAsync(new ChangeEventArgs { Value = "Training" });
        await Field(shown, "What status 1 does").ChangeAsync(new ChangeEventArgs { Value = "2" });
        await Field(shown, "Minutes without doing anything").ChangeAsync(new ChangeEventArgs { Value = "15" });
        await shown.Find("#statuses-form").SubmitAsync();

        Assert.Equal("Saved", shown.Find(".state").TextContent);
        var stored = await Store.FindSettingsAsync(Ct);
        Assert.Equal((new CustomStatus("Training", Presence.TransfersOnly), TimeSpan.FromMinutes(15)), (Assert.Single(stored.Statuses), stored.IdleAfter));
        await Store.SaveSettingsAsync(new(), Ct);
    }

    [Fact]
    public async Task IdleNote_SomebodyWhoWasTakenForAway_SaysSinceWhenAndBringsThemBack()
    {
        await Store.SaveAgentAsync(page.Actor.User, page.Actor.Name, new(Chat: 4), true, Ct);
        var now = Database.Clock.GetUtcNow();
        await Store.ChoosePresenceAsync(page.Actor.User, Presence.TransfersOnly, "", now, Ct);
        await Store.TakeIdleAwayAsync(now.AddMinutes(1), now.AddMinutes(1), Ct);
        Prepare();
        page.JSInterop.Setup<PersonZone.Told>("portalStaff.zone").SetResult(new("Asia/Tokyo", 540));

        var shown = page.Show<IdleNote>();

        shown.WaitForElement("[role=alertdialog]");
        Assert.Contains($"away since {now.AddMinutes(1).ToOffset(TimeSpan.FromHours(9)):HH:mm}", shown.Find("#idle-t").TextContent, StringComparison.Ordinal);
        await shown.FindAll("button").Single(b => b.TextContent == "I am back").ClickAsync();
        Assert.Empty(shown.FindAll("[role=alertdialog]"));
        Assert.Equal(Presence.TransfersOnly, (await Store.FindAgentAsync(page.Actor.User, Ct))!.Presence);
    }

    [Fact]
    public async Task IdleNote_BrowserThatDoesNotTellItsZone_IsShownAllTheSame()
    {
        await Store.SaveAgentAsync(page.Actor.User, page.Actor.Name, new(Chat: 4), true, Ct);
        var now = Database.Clock.GetUtcNow();
        await Store.ChoosePresenceAsync(page.Actor.User, Presence.Available, "", now, Ct);
        await Store.TakeIdleAwayAsync(now.AddMinutes(1), now.AddMinutes(1), Ct);
        Prepare();
        var zone = page.JSInterop.Setup<PersonZone.Told>("portalStaff.zone");
        zone.SetException(new TaskCanceledException());

        var shown = page.Show<IdleNote>();

        shown.WaitForElement("[role=alertdialog]");
        Assert.Equal("You have been away", shown.Find("#idle-t").TextContent);
        zone.SetResult(new("Asia/Tokyo", 540));
        shown.Render();
        shown.WaitForAssertion(() => Assert.Contains("away since", shown.Find("#idle-t").TextContent, StringComparison.Ordinal));
    }

    private void Prepare() => page.Services.AddSingleton<TimeProvider>(Database.Clock)
        .AddSingleton(new ReadTeam(Store)).AddSingleton(new SetPresence(Store, Database.Hub, Database.Clock)).AddSingleton(new SaveRoutingSettings(Store, Database.Hub));

    private static IElement Field(IRenderedComponent<StatusesPage> shown, string label) =>
        shown.Find($"#{shown.FindAll("label").Single(l => l.TextContent == label).GetAttribute("for")}");

    public ValueTask DisposeAsync() => page.DisposeAsync();
}
