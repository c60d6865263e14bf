using TestContext = Xunit.TestContext;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Portal.Components.Collaboration;
using Portal.Components.Shared;
using Portal.Domain.Collaboration;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;
using Portal.Tests.Conversations;

namespace Portal.Tests.Collaboration;

/// <summary>The page of one problem over the real operations: what is linked, what is said to all, and its end.</summary>
public sealed class ProblemPageTests(Desk desk) : IClassFixture<Desk>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Update_ToMany_IsSentOnlyAfterTheNumberWasConfirmed()
    {
        var (rosa, problem) = await OpenAsync();
        foreach (var name in new[] { "Mara One", "Mara Two" }) await LinkAsync(rosa, problem, await desk.WriteAsync(name));
        await using var seat = desk.Seat(rosa);
        var page = seat.Render<ProblemPage>(p => p.Add(q => q.Id, problem.Id));
        page.WaitForElement("#p-text").Input("We found the cause.");

        await page.FindAll("form").Single(f => f.TextContent.Contains("Send to 2 conversations", StringComparison.Ordinal)).SubmitAsync();
        Assert.Contains("2 customers read this at once.", page.Markup, StringComparison.Ordinal);
        Assert.Empty(await desk.Get<ReadProblems>().UpdatesAsync(rosa, problem.Id, Ct));
        await Press(page, "Yes, send it");

        var progress = Assert.Single(await desk.Get<ReadProblems>().UpdatesAsync(rosa, problem.Id, Ct));
        Assert.Equal(("We found the cause.", 2), (progress.Update.Text, progress.Waiting));
        page.WaitForAssertion(() => Assert.DoesNotContain("Yes, send it", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Links_AreMadeAndTakenAwayFromThePage()
    {
        var (rosa, problem) = await OpenAsync();
        var visit = await desk.WriteAsync("Mara Searched");
        await using var seat = desk.Seat(rosa);
        var page = seat.Render<ProblemPage>(p => p.Add(q => q.Id, problem.Id));

        var search = page.WaitForElement("form[role=search]");
        await search.QuerySelector("input")!.ChangeAsync(new() { Value = "Mara Searched" });
        await page.Find("form[role=search]").SubmitAsync();
        await page.WaitForElement("button[aria-label='Link it: Mara Searched']").ClickAsync(new());
        page.WaitForElement("ul.linked a[href='workspace/" + visit.Id + "']");
        await page.Find("button[aria-label='Take the link away: Mara Searched']").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("ul.linked li")));
        Assert.Equal(0, await desk.Get<ReadProblems>().CountLinkedAsync(rosa, problem.Id, Ct));
    }

    [Fact]
    public async Task Problem_ClosedFromThePalette_OpensAgainByItsButton()
    {
        var (rosa, problem) = await OpenAsync();
        await using var seat = desk.Seat(rosa);
        var page = seat.Render<ProblemPage>(p => p.Add(q => q.Id, problem.Id));
        page.WaitForState(() => seat.Services.GetRequiredService<Commands>().Offered.Any(g => g.Commands.Any(c => c.Name == "Close the problem")));

        await page.InvokeAsync(seat.Services.GetRequiredService<Commands>().Offered.SelectMany(g => g.Commands).Single(c => c.Name == "Close the problem").Run);
        page.WaitForAssertion(() => Assert.Contains("Closed", page.Find("header").TextContent, StringComparison.Ordinal));
        await Press(page, "Open it again");

        page.WaitForAssertion(() => Assert.DoesNotContain("Closed", page.Find("header").TextContent, StringComparison.Ordinal));
        Assert.Null((await desk.Get<ReadProblems>().FindAsync(rosa, problem.Id, Ct))?.ClosedAt);
    }

    [Fact]
    public async Task Cause_IsChangedByThoseWhoLeadAndByWhoOpenedIt()
    {
        var (rosa, problem) = await OpenAsync();
        var ines = await desk.HireAsync("Ines");
        Assert.Equal(Refusal.NotYours, Assert.IsType<ProblemOutcome.Refused>(await desk.Get<ChangeProblem>().ExplainAsync(ines, problem.Id, "A valve", Ct)).Reason);
        await using var seat = desk.Seat(rosa);
        var page = seat.Render<ProblemPage>(p => p.Add(q => q.Id, problem.Id));
        page.WaitForState(() => page.Markup.Contains("Change the cause", StringComparison.Ordinal));

        await Press(page, "Change the cause");
        await page.Find("form[aria-label=Cause] textarea").ChangeAsync(new() { Value = "A valve" });
        await page.Find("form[aria-label=Cause]").SubmitAsync();

        page.WaitForAssertion(() => Assert.Equal("A valve", page.Find(".cause").TextContent));
        await using var hers = desk.Seat(ines);
        var other = hers.Render<ProblemPage>(p => p.Add(q => q.Id, problem.Id));
        other.WaitForElement(".cause");
        Assert.DoesNotContain("Change the cause", other.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_OpenOnes_StandBeforeMoreRecentlyOpenedThatAreClosed()
    {
        var (rosa, old) = await OpenAsync();
        for (var i = 0; i < ReadProblems.Limit; i++)
        {
            desk.Clock.Advance(TimeSpan.FromSeconds(1));
            await desk.Get<CloseProblem>().ExecuteAsync(rosa, (await OpenAsync()).Problem.Id, Ct);
        }

        var rows = await desk.Get<ReadProblems>().ExecuteAsync(rosa, Ct);

        Assert.Contains(rows, r => r.Problem.Id == old.Id);
        Assert.Equal(rows.OrderBy(r => r.Problem.ClosedAt is not null).Select(r => r.Problem.Id), rows.Select(r => r.Problem.Id));
    }

    [Fact]
    public async Task Delivery_ThatFails_LetsTheOthersGoFirstAndIsTriedLater()
    {
        var (rosa, problem) = await OpenAsync();
        foreach (var name in new[] { "Mara One", "Mara Two" }) await LinkAsync(rosa, problem, await desk.WriteAsync(name));
        await desk.Get<SendProblemUpdate>().ExecuteAsync(rosa, problem.Id, Guid.CreateVersion7(), "We know", Ct);
        var store = desk.Get<ICollaborationStore>();
        var now = desk.Clock.GetUtcNow();
        var first = (await store.ListWaitingDeliveriesAsync(now, 1, Ct)).Single().Delivery;

        await store.PostponeAsync(first with { Failures = 1, DueAt = now.AddSeconds(5) }, Ct);

        Assert.DoesNotContain(await store.ListWaitingDeliveriesAsync(now, 10, Ct), w => w.Delivery.ConversationId == first.ConversationId);
        Assert.Contains(await store.ListWaitingDeliveriesAsync(now.AddSeconds(5), 10, Ct), w => w.Delivery is { Failures: 1 } && w.Delivery.ConversationId == first.ConversationId);
    }

    private async Task<(Actor Rosa, Problem Problem)> OpenAsync()
    {
        var rosa = new Actor(Guid.CreateVersion7(), Role.Supervisor, "Rosa");
        return (rosa, Assert.IsType<ProblemOutcome.Done>(await desk.Get<OpenProblem>().ExecuteAsync(rosa, "Kettles leak", "", Ct)).Problem);
    }

    private async Task LinkAsync(Actor by, Problem problem, Visit visit) => Assert.IsType<ProblemOutcome.Done>(await desk.Get<LinkProblem>().ExecuteAsync(by, problem.Id, visit.Id, true, Ct));

    private static Task Press(IRenderedComponent<ProblemPage> page, string name) => page.FindAll("button").Single(b => b.TextContent.Trim() == name).ClickAsync(new());
}
