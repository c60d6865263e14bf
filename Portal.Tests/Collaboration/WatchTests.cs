using TestContext = Xunit.TestContext;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Portal.Components.Collaboration;
using Portal.Components.Conversations;
using Portal.Components.Shared;
using Portal.Domain.Collaboration;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;
using Portal.Tests.Conversations;

namespace Portal.Tests.Collaboration;

/// <summary>What reaches somebody who looks at another page.</summary>
public sealed class WatchTests(Desk desk) : IClassFixture<Desk>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whisper_ToAnAgentOnAnotherPage_IsSaidAndCountedUntilSeen()
    {
        var (ines, rosa) = (await desk.HireAsync("Ines"), await desk.HireAsync("Rosa", Role.Supervisor));
        var visit = await desk.WriteAsync();
        await desk.TakeAsync(visit, ines);
        await using var seat = desk.Seat(ines);
        var watch = seat.Render<CollaborationWatch>();
        var (toasts, counts) = (seat.Services.GetRequiredService<Toasts>(), seat.Services.GetRequiredService<RailCounts>());

        await desk.Get<WriteWhisper>().ExecuteAsync(rosa, visit.Id, Guid.CreateVersion7(), "Offer the refund", Ct);

        await desk.ElapseUntilAsync(watch, () => toasts.Shown.Any(t => t.Text == "Rosa whispers: Offer the refund") && counts["mentions"] == 1);
        var page = seat.Render<MentionsPage>();
        page.WaitForAssertion(() => Assert.Contains("Offer the refund", page.Find("ul[aria-label=Whispers] a[href='workspace/" + visit.Id + "']").TextContent, StringComparison.Ordinal));
        await desk.Get<WriteWhisper>().SeeAsync(ines, visit.Id, Ct);
        await desk.ElapseUntilAsync(watch, () => counts["mentions"] == 0);
        await desk.ElapseUntilAsync(page, () => page.FindAll("ul[aria-label=Whispers]").Count == 0);
    }

    [Fact]
    public async Task Bar_FirstWhisperToTheAgent_OffersAnAnswerInThePalette()
    {
        var (ines, rosa) = (await desk.HireAsync("Ines"), await desk.HireAsync("Rosa", Role.Supervisor));
        var visit = await desk.WriteAsync();
        await desk.TakeAsync(visit, ines);
        await using var seat = desk.Seat(ines);
        var conversation = await desk.FindAsync(visit);
        var bar = seat.Render<CollaborationBar>(p => p.Add(b => b.Conversation, conversation).Add(b => b.CustomerName, "Mara"));
        var commands = seat.Services.GetRequiredService<Commands>();
        bar.WaitForState(() => commands.Offered.Count > 0);
        Assert.DoesNotContain(commands.Offered, g => g.Commands.Any(c => c.Name == "Whisper to the agent"));

        await desk.Get<WriteWhisper>().ExecuteAsync(rosa, visit.Id, Guid.CreateVersion7(), "Offer the refund", Ct);

        await desk.ElapseUntilAsync(bar, () => commands.Offered.Any(g => g.Commands.Any(c => c.Name == "Whisper to the agent")));
        Assert.Empty(await desk.Get<WriteWhisper>().UnseenAsync(ines, Ct));
    }

    [Fact]
    public async Task Followers_AreNamed_AndAColleagueIsAdded()
    {
        var (ines, tomas) = (await desk.HireAsync("Ines"), await desk.HireAsync("Tomas Follows"));
        var visit = await desk.WriteAsync();
        await using var seat = desk.Seat(ines);
        var conversation = await desk.FindAsync(visit);
        var bar = seat.Render<CollaborationBar>(p => p.Add(b => b.Conversation, conversation).Add(b => b.CustomerName, "Mara"));
        await bar.WaitForElement("button[title='See and add followers']").ClickAsync(new());
        bar.WaitForState(() => bar.FindAll("select option").Count > 1);

        await bar.Find("select").ChangeAsync(new() { Value = bar.FindAll("select option").Single(o => o.TextContent.Contains("Tomas Follows", StringComparison.Ordinal)).GetAttribute("value") });
        await bar.Find("form").SubmitAsync();

        await desk.ElapseUntilAsync(bar, () => bar.FindAll("ul[aria-label=Followers] li").Any(l => l.TextContent == "Tomas Follows"));
        Assert.Single(await desk.Get<ReadMentions>().FollowedAsync(tomas, Ct), f => f.Conversation == visit.Id);
    }

    [Fact]
    public async Task Mentions_SomebodyNamed_StandThereUntilAllAreRead()
    {
        var (ines, tomas) = (await desk.HireAsync("Ines"), await desk.HireAsync("Tomas Mentioned"));
        var visit = await desk.WriteAsync();
        await using var seat = desk.Seat(tomas);
        var page = seat.Render<MentionsPage>();
        page.WaitForState(() => page.Markup.Contains("Nobody has named you yet", StringComparison.Ordinal));

        await desk.Get<WriteNote>().ExecuteAsync(ines, visit.Id, Guid.CreateVersion7(), "@Tomas Mentioned please look", Ct);

        await desk.ElapseUntilAsync(page, () => page.FindAll("ul[aria-label=Mentions] a.unread").Count == 1);
        Assert.Contains(seat.Services.GetRequiredService<Commands>().Offered, g => g.Commands.Any(c => c.Name == "Mark all as read"));
        await page.FindAll("button").Single(b => b.TextContent.Contains("Mark all as read", StringComparison.Ordinal)).ClickAsync(new());
        Assert.Empty(page.FindAll("ul[aria-label=Mentions] a.unread"));
    }

    [Fact]
    public async Task TeamWatch_MessageInOnesOwnQueue_IsSaidAndCountedUntilRead_AndNotAfterLeaving()
    {
        var (ines, tomas) = (await desk.HireAsync("Ines"), await desk.HireAsync("Tomas"));
        var queue = new Queue { Id = QueueId.New(), Name = "Watched" };
        await desk.Get<SaveQueue>().ExecuteAsync(Actor.System, queue, [ines.User, tomas.User], [], Ct);
        await using var seat = desk.Seat(ines);
        var watch = seat.Render<TeamWatch>();
        var (toasts, counts) = (seat.Services.GetRequiredService<Toasts>(), seat.Services.GetRequiredService<RailCounts>());

        await SayAsync(tomas, queue.Id, "Lunch at noon");
        await desk.ElapseUntilAsync(watch, () => counts["team"] == 1 && toasts.Shown.Any(t => t.Text == "Tomas · Watched: Lunch at noon"));

        var page = seat.Render<TeamPage>(p => p.Add(t => t.Queue, queue.Id.Value));
        await desk.ElapseUntilAsync(page, () => page.Markup.Contains("Lunch at noon", StringComparison.Ordinal) && counts["team"] == 0);
        Assert.DoesNotContain("Show earlier ones", page.Markup, StringComparison.Ordinal);

        await desk.Get<SaveQueue>().ExecuteAsync(Actor.System, queue, [tomas.User], [], Ct);
        await desk.ElapseUntilAsync(page, () => page.Markup.Contains("You belong to no queue", StringComparison.Ordinal));
        await desk.ElapseUntilAsync(watch, () => !desk.Get<EventHub>().Topics.Contains(Topic.Team(queue.Id)));
        await SayAsync(tomas, queue.Id, "She is gone");
        Assert.DoesNotContain("She is gone", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TeamWatch_LoadedAgainOrInAnotherTab_CountsTheSame_UntilOneOfThemReads()
    {
        var (ines, tomas) = (await desk.HireAsync("Ines"), await desk.HireAsync("Tomas"));
        var (queue, other) = (new Queue { Id = QueueId.New(), Name = "Kept" }, new Queue { Id = QueueId.New(), Name = "Kept too" });
        foreach (var one in new[] { queue, other }) await desk.Get<SaveQueue>().ExecuteAsync(Actor.System, one, [ines.User, tomas.User], [], Ct);
        await using (var before = desk.Seat(ines))
        {
            var first = before.Render<TeamWatch>();
            await SayAsync(tomas, queue.Id, "Lunch at noon");
            await SayAsync(tomas, queue.Id, "Or later");
            await SayAsync(tomas, other.Id, "Not here");
            await desk.ElapseUntilAsync(first, () => Counted(before) == 3);
        }

        await using var again = desk.Seat(ines);
        await using var tab = desk.Seat(ines);
        var (watch, elsewhere) = (again.Render<TeamWatch>(), tab.Render<TeamWatch>());
        await desk.ElapseUntilAsync(watch, () => Counted(again) == 3 && Counted(tab) == 3);

        var page = again.Render<TeamPage>(p => p.Add(t => t.Queue, queue.Id.Value));
        await desk.ElapseUntilAsync(elsewhere, () => Counted(again) == 1 && Counted(tab) == 1);
        page.WaitForAssertion(() => Assert.Contains("1 unread", page.Find($"a[href='team/{other.Id}']").TextContent, StringComparison.Ordinal));
        await SayAsync(tomas, queue.Id, "Read as it comes");
        await desk.ElapseUntilAsync(page, () => page.Markup.Contains("Read as it comes", StringComparison.Ordinal));
        await using var last = desk.Seat(ines);
        var shown = last.Render<TeamWatch>();
        await desk.ElapseUntilAsync(shown, () => Counted(last) == 1 && Counted(tab) == 1);
    }

    [Fact]
    public async Task TeamPage_FirstQueueWhileThePageIsOpen_ShowsItsChannelLive()
    {
        var (ines, tomas) = (await desk.HireAsync("Ines"), await desk.HireAsync("Tomas"));
        await using var seat = desk.Seat(ines);
        var page = seat.Render<TeamPage>();
        page.WaitForState(() => page.Markup.Contains("You belong to no queue", StringComparison.Ordinal));

        var queue = new Queue { Id = QueueId.New(), Name = "First one" };
        await desk.Get<SaveQueue>().ExecuteAsync(Actor.System, queue, [ines.User, tomas.User], [], Ct);
        await desk.ElapseUntilAsync(page, () => page.FindAll("[role=log]").Count == 1);
        await SayAsync(tomas, queue.Id, "Welcome");

        await desk.ElapseUntilAsync(page, () => page.Find("[role=log]").TextContent.Contains("Welcome", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TeamPage_EarlierMessages_AreOfferedOnlyWhileThereAreSome()
    {
        var ines = await desk.HireAsync("Ines");
        var queue = new Queue { Id = QueueId.New(), Name = "Talkative" };
        await desk.Get<SaveQueue>().ExecuteAsync(Actor.System, queue, [ines.User], [], Ct);
        for (var i = 0; i <= TeamChannel.Page; i++) await SayAsync(ines, queue.Id, $"Line {i}");

        await using var seat = desk.Seat(ines);
        var page = seat.Render<TeamPage>(p => p.Add(t => t.Queue, queue.Id.Value));
        var button = page.WaitForElement("[role=log] button");
        Assert.DoesNotContain("Line 0<", page.Markup, StringComparison.Ordinal);
        await button.ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("Line 0<", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("[role=log] button"));
    }

    [Fact]
    public async Task Reminder_OnAnyPage_ComesOnceTwoMinutesBefore()
    {
        var ines = await desk.HireAsync("Ines");
        var visit = await desk.WriteAsync("Mara Promised");
        await desk.TakeAsync(visit, ines);
        var sent = Assert.IsType<PostOutcome.Sent>(await desk.Get<PostMessage>().ExecuteAsync(ines, visit.Id, NewMessage.OfText(Guid.CreateVersion7(), "I will write within 30 minutes."), Ct));
        await using var seat = desk.Seat(ines);
        var watch = seat.Render<ReminderToasts>();
        var toasts = seat.Services.GetRequiredService<Toasts>();

        await desk.Get<KeepCommitments>().FromAsync(ines, sent.Entry, TimeZoneInfo.Utc, Ct);
        desk.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Empty(toasts.Shown);
        desk.Clock.Advance(TimeSpan.FromMinutes(8));

        await desk.ElapseUntilAsync(watch, () => toasts.Shown.Any(t => t.Text.StartsWith("You promised Mara Promised", StringComparison.Ordinal)));
    }

    private static int Counted(BunitContext seat) => seat.Services.GetRequiredService<RailCounts>()["team"];

    private async Task SayAsync(Actor by, QueueId queue, string text)
    {
        desk.Clock.Advance(TimeSpan.FromMilliseconds(10));
        Assert.Null(await desk.Get<TeamChannel>().WriteAsync(by, queue, Guid.CreateVersion7(), text, Ct));
    }
}
