using System.Diagnostics;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Data.Sqlite;
using Portal.Components.Shared;
using Portal.Domain.Shared;

namespace Portal.Tests.Shared;

/// <summary>What a page does when it hears of something and cannot read the database just then.</summary>
public sealed class LiveComponentTests : IAsyncDisposable
{
    private static readonly Topic Where = Topic.Agents;

    private readonly PageContext page = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Event_WhileTheDatabaseIsAway_IsReadAgainUntilItIsBack(bool inBursts)
    {
        var shown = page.Show<Watching>(p => p.Add(c => c.InBursts, inBursts));
        shown.Instance.Away = 3;

        page.Hub.Publish(new Happened(Where));

        await UntilAsync(() => shown.Instance.Heard.Count == 4);
        Assert.IsType<Happened>(shown.Instance.Heard[0]);
        Assert.All(shown.Instance.Heard.Skip(1), again => Assert.Equal(new Lagged(Where), again));
        shown.WaitForAssertion(() => Assert.Equal("1 read", shown.Markup));

        page.Hub.Publish(new Happened(Where));
        await UntilAsync(() => shown.Markup == "2 read");
        Assert.IsType<Happened>(shown.Instance.Heard[^1]);
    }

    [Fact]
    public async Task Event_WhoseHandlerHasAMistake_GoesToTheBoundaryAtOnce()
    {
        var boundary = page.Show<ErrorBoundary>(p => p
            .Add(b => b.ChildContent, (RenderFragment)(builder => { builder.OpenComponent<Watching>(0); builder.CloseComponent(); }))
            .Add(b => b.ErrorContent, (RenderFragment<Exception>)(fault => builder => builder.AddContent(0, fault.Message))));
        var watching = boundary.FindComponent<Watching>().Instance;
        watching.Mistaken = true;

        page.Hub.Publish(new Happened(Where));

        boundary.WaitForAssertion(() => Assert.Equal("a mistake", boundary.Markup));
        page.Clock.Advance(TimeSpan.FromMinutes(1));
        await Task.Yield();
        Assert.Single(watching.Heard);
    }

    [Fact]
    public async Task Page_LeftWhileTheDatabaseIsAway_StopsTrying()
    {
        var shown = page.Show<Watching>();
        shown.Instance.Away = int.MaxValue;
        page.Hub.Publish(new Happened(Where));
        await UntilAsync(() => shown.Instance.Heard.Count == 2);

        await shown.Instance.DisposeAsync();
        var heard = shown.Instance.Heard.Count;
        page.Clock.Advance(TimeSpan.FromMinutes(1));

        await Task.Yield();
        Assert.Equal(heard, shown.Instance.Heard.Count);
    }

    [Fact]
    public async Task Event_ThatMayWait_IsDrawnWithTheNextOneInItsOrder()
    {
        var shown = page.Show<Patient>();
        page.Hub.Publish(new Marked(Where));
        await Task.Yield();
        Assert.Empty(shown.Instance.Heard);

        page.Hub.Publish(new Happened(Where));

        shown.WaitForAssertion(() => Assert.Single(shown.Instance.Heard));
        Assert.Collection(shown.Instance.Heard[0], f => Assert.IsType<Marked>(f), f => Assert.IsType<Happened>(f));
    }

    [Fact]
    public async Task Event_ThatMayWaitAndWithNothingToWaitFor_IsDrawnAfterTheBurst()
    {
        var shown = page.Show<Patient>();
        page.Hub.Publish(new Marked(Where));
        page.Hub.Publish(new Marked(Where));

        await UntilAsync(() => shown.Instance.Heard.Sum(together => together.Count) == 2);
        Assert.Single(shown.Instance.Heard);
    }

    public static TheoryData<Exception> Passing => [new SqliteException("disk I/O error", 10), new TaskCanceledException("The browser did not answer.")];

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task Boundary_AfterAnOutage_ComesBackByItself(Exception outage)
    {
        var reads = 0;
        var shown = page.Show<FaultBoundary>(p => p.Add(b => b.ChildContent, (RenderFragment)(builder =>
        {
            if (++reads == 1) throw outage;
            builder.AddContent(0, "here again");
        })));
        Assert.NotNull(shown.Find("[role=alert]"));

        await UntilAsync(() => shown.Markup == "here again");
    }

    public ValueTask DisposeAsync() => page.DisposeAsync();

    /// <summary>The clock moves on until something holds.</summary>
    private async Task UntilAsync(Func<bool> holds)
    {
        for (var limit = Stopwatch.StartNew(); !holds(); await Task.Delay(5, Xunit.TestContext.Current.CancellationToken))
        {
            Assert.True(limit.Elapsed < TimeSpan.FromSeconds(20), "It did not happen.");
            page.Clock.Advance(TimeSpan.FromSeconds(5));
        }
    }

    private sealed record Happened(Topic Topic) : IEvent;

    private sealed record Marked(Topic Topic) : IEvent;

    private sealed class Patient : LiveComponent
    {
        public List<IReadOnlyList<IEvent>> Heard { get; } = [];

        protected override void OnInitialized() => ListenTogether(Where, facts =>
        {
            Heard.Add(facts);
            return Task.FromResult(true);
        }, patient: fact => fact is Marked);

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, Heard.Count);
    }

    private sealed class Watching : LiveComponent
    {
        private int read;

        [Parameter] public bool InBursts { get; set; }

        public int Away { get; set; }

        public bool Mistaken { get; set; }

        public List<IEvent> Heard { get; } = [];

        protected override void OnInitialized()
        {
            if (InBursts) ListenInBursts(Where, facts => ReadAsync(Assert.Single(facts)));
            else Listen(Where, ReadAsync);
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, $"{read} read");

        private Task ReadAsync(IEvent fact)
        {
            Heard.Add(fact);
            if (Mistaken) throw new InvalidOperationException("a mistake");
            if (Away-- > 0) throw new InvalidOperationException("An exception has been raised that is likely due to a transient failure.", new SqliteException("disk I/O error", 10));
            read++;
            return Task.CompletedTask;
        }
    }
}
