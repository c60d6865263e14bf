using Bunit;
using CsCheck;
using Portal.Components.Conversations;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Tests.Conversations;

public sealed class WrapUpRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly Actor Ines = new(Guid.CreateVersion7(), Role.Agent, "Ines");
    private static readonly Actor Tom = new(Guid.CreateVersion7(), Role.Agent, "Tom");
    private static readonly Actor Rosa = new(Guid.CreateVersion7(), Role.Supervisor, "Rosa");

    [Fact]
    public void Resolve_ByItsAgent_KeepsItsUnitsUntilTheLimit()
    {
        var c = Next(ConversationRules.Resolve(Talk.With(Ines.User), Ines, Now, Limit));

        Assert.Equal((Now + Limit, Ines.User, Weights.Ordinary), (c.WrapUpUntil!.Value, c.Holder!.Value, c.Takes));
        Assert.IsType<Decision.Refuse>(ConversationRules.EndWrapUp(c, Actor.System, Now + Limit - TimeSpan.FromTicks(1)));
        Assert.Equal((null, 0), Held(Next(ConversationRules.EndWrapUp(c, Actor.System, Now + Limit))));
        Assert.Equal((null, 0), Held(Next(ConversationRules.EndWrapUp(c, Ines, Now))));
        Assert.IsType<Decision.Refuse>(ConversationRules.EndWrapUp(c, Tom, Now));
        Assert.Equal((null, 0), Held(Next(ConversationRules.EndWrapUp(c, Rosa, Now))));
    }

    [Fact]
    public void Resolve_WithoutALimitOrBySomebodyElse_FreesTheUnitsAtOnce()
    {
        Assert.Equal((null, 0), Held(Next(ConversationRules.Resolve(Talk.With(Ines.User), Ines, Now))));
        Assert.Equal((null, 0), Held(Next(ConversationRules.Resolve(Talk.With(Ines.User), Rosa, Now, Limit))));
        Assert.Equal((null, 0), Held(Next(ConversationRules.Resolve(Talk.Queued(), Ines, Now, Limit))));
    }

    [Fact]
    public void AnyOrderOfSteps_ItIsWrappedUpOnlyWhileResolvedByItsOwnAgent() => Gen.Int[0, 7].Array[1, 20].Sample(steps =>
    {
        var (c, at) = (Talk.Queued(), Now);
        foreach (var step in steps)
        {
            at += TimeSpan.FromSeconds(25);
            var decision = step switch
            {
                0 or 1 => ConversationRules.Resolve(c, step == 0 ? Ines : Rosa, at, Limit),
                2 => ConversationRules.EndWrapUp(c, Ines, at),
                3 => ConversationRules.EndWrapUp(c, Actor.System, at),
                4 => ConversationRules.Reopen(c, Ines, at),
                5 => ConversationRules.Assign(c, Ines, Ines.User, Ines.Name, CapacityClaim.ByHand, "by-hand", null, at),
                6 => ConversationRules.Post(c, new EntryDraft(Guid.CreateVersion7(), EntryKind.Text, Audience.Everyone, Actor.Of(c.CustomerId, "Mara")) { Text = "Hello" }, 100, at),
                _ => ConversationRules.Rest(c, TimeSpan.Zero, at),
            };
            if (decision is Decision.Write write) c = write.Next;
            Assert.True(c.WrapUpUntil is null || (c.Status is ConversationStatus.Resolved && c.AssigneeId == Ines.User && c.WrapUpUntil <= at + Limit));
            Assert.Equal(c.Status is ConversationStatus.Open || c.WrapUpUntil is not null ? c.AssigneeId : null, c.Holder);
        }
    });

    private static (UserId?, int) Held(Conversation c) => (c.Holder, c.Takes);

    private static Conversation Next(Decision decision) => Assert.IsType<Decision.Write>(decision).Next;
}

public sealed class WrapUpRowsTests : IAsyncLifetime
{
    private readonly Desk desk = new();

    public ValueTask InitializeAsync() => desk.InitializeAsync();

    [Fact]
    public async Task Resolved_InAQueueWithWrapUp_IsShownWithTheTimeLeftUntilDone()
    {
        await LimitAsync(TimeSpan.FromSeconds(90));
        var ines = await desk.HireAsync("Ines");
        var visit = await desk.WriteAsync();
        await desk.TakeAsync(visit, ines);
        await using var seat = desk.Seat(ines);
        var shown = seat.Render<WrapUpRows>(p => p.Add(w => w.Zone, TimeZoneInfo.Utc));
        Assert.Empty(shown.FindAll(".wraps"));

        await desk.Get<ResolveConversation>().ExecuteAsync(ines, visit.Id, Xunit.TestContext.Current.CancellationToken);
        await shown.WaitForStateAsync(() => shown.FindAll(".wraps li").Count == 1);
        Assert.Contains("Wrap-up of Mara Lindqvist", shown.Find(".wraps li").TextContent, StringComparison.Ordinal);
        Assert.Equal("1 min left", shown.Find(".left").TextContent);
        desk.Clock.Advance(TimeSpan.FromSeconds(50));
        await shown.WaitForStateAsync(() => shown.Find(".left").TextContent == "40 s left");
        Assert.Equal(1, (await AgentAsync(ines)).Load.Chat);

        await shown.InvokeAsync(() => shown.Find("button").ClickAsync(new()));
        await shown.WaitForStateAsync(() => shown.FindAll(".wraps").Count == 0);
        Assert.Equal((0, 0), ((await AgentAsync(ines)).Load.Chat, (await AgentAsync(ines)).Used.Chat));
    }

    private async Task LimitAsync(TimeSpan limit)
    {
        var queue = (await desk.Get<IRoutingStore>().FindQueueAsync(desk.Returns, default))!;
        Assert.IsType<SaveQueueOutcome.Saved>(await desk.Get<SaveQueue>().ExecuteAsync(Actor.System, queue with { WrapUp = limit }, [], [], default));
    }

    private async Task<Agent> AgentAsync(Actor who) => (await desk.Get<IRoutingStore>().FindAgentAsync(who.User, default))!;

    public ValueTask DisposeAsync() => desk.DisposeAsync();
}
