using TestContext = Xunit.TestContext;
using Bunit;
using Portal.Components.Conversations;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Tests.Conversations;

public sealed class ComposerTests(Desk desk) : IClassFixture<Desk>
{
    [Fact]
    public async Task SendAsync_AReply_IsCommittedOnceHoweverOftenItComes()
    {
        var (ines, visit, composer) = await OpenAsync();
        var item = new OutboxItem(Guid.CreateVersion7(), visit.Id.Value, "text", "On its way", null);
        Assert.Equal(OutboxResult.Sent(), await composer.InvokeAsync(() => composer.Instance.SendAsync(item)));
        Assert.Equal(OutboxResult.Sent(), await composer.InvokeAsync(() => composer.Instance.SendAsync(item)));
        Assert.Single(await ReadAsync(ines, visit), e => e.Text == "On its way");
    }

    [Fact]
    public async Task SendAsync_ANote_NeverReachesTheCustomersView()
    {
        var (ines, visit, composer) = await OpenAsync();
        await composer.InvokeAsync(() => composer.Instance.SendAsync(new(Guid.CreateVersion7(), visit.Id.Value, "note", "Only six left", null)));
        Assert.Contains(await ReadAsync(ines, visit), e => e is { Kind: EntryKind.Note, Text: "Only six left" });
        Assert.DoesNotContain(await ReadAsync(visit.Customer, visit), e => e.Text == "Only six left");
    }

    [Theory]
    [InlineData("text", "   ", "nothing to send")]
    [InlineData("file", null, "nothing to send")]
    [InlineData("html", "<b>", "nothing to send")]
    public async Task SendAsync_NothingOrNonsense_IsRefusedInWords(string kind, string? text, string part)
    {
        var (_, visit, composer) = await OpenAsync();
        var result = await composer.InvokeAsync(() => composer.Instance.SendAsync(new(Guid.CreateVersion7(), visit.Id.Value, kind, text, null)));
        Assert.Equal("refused", result.Status);
        Assert.Contains(part, result.Reason);
    }

    [Fact]
    public async Task SendAsync_ToAConversationOfSomebodyElse_IsRefusedInWords()
    {
        var (_, _, composer) = await OpenAsync();
        var other = await desk.WriteAsync("Mara Other");
        await desk.TakeAsync(other, await desk.HireAsync("Tomás"));
        var result = await composer.InvokeAsync(() => composer.Instance.SendAsync(new(Guid.CreateVersion7(), other.Id.Value, "text", "Hello", null)));
        Assert.Equal("refused", result.Status);
        Assert.Contains("Somebody else answers this conversation", result.Reason);
    }

    [Fact]
    public async Task SendAsync_WhileCatchingUp_WaitsForWhatWasMissed()
    {
        var missed = new TaskCompletionSource();
        var (ines, visit, composer) = await OpenAsync(() => missed.Task);
        var catching = composer.InvokeAsync(composer.Instance.CatchUpAsync);
        var sending = composer.InvokeAsync(() => composer.Instance.SendAsync(new(Guid.CreateVersion7(), visit.Id.Value, "text", "Blind answer", null)));
        Assert.False(sending.IsCompleted);
        Assert.DoesNotContain(await ReadAsync(ines, visit), e => e.Text == "Blind answer");
        missed.SetResult();
        await catching;
        Assert.Equal("sent", (await sending).Status);
    }

    [Fact]
    public async Task Composer_BeforeItsModuleRuns_TakesNothing()
    {
        var (_, _, composer) = await OpenAsync();
        Assert.True(composer.Find("textarea[aria-label=Reply]").HasAttribute("disabled"));
        Assert.True(composer.Find("[data-send]").HasAttribute("disabled"));
    }

    private async Task<(Actor Ines, Visit Visit, IRenderedComponent<Composer> Composer)> OpenAsync(Func<Task>? catchUp = null)
    {
        var ines = await desk.HireAsync("Ines");
        var visit = await desk.WriteAsync();
        await desk.TakeAsync(visit, ines);
        var row = (await desk.Get<ListConversations>().FindAsync(ines, visit.Id, TestContext.Current.CancellationToken))!;
        var composer = desk.Seat(ines).Render<Composer>(p => p.Add(c => c.Model, new OpenedConversation(row, Receipts.None)).Add(c => c.CatchUp, catchUp ?? (() => Task.CompletedTask)));
        return (ines, visit, composer);
    }

    private Task<IReadOnlyList<TimelineEntry>> ReadAsync(Actor actor, Visit visit) => desk.Get<ReadTimeline>().BeforeAsync(actor, visit.Id, long.MaxValue, TestContext.Current.CancellationToken);
}
