using Microsoft.Extensions.Logging.Abstractions;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Routing;

/// <summary>Offers that are not opened, and holders who are not there.</summary>
public abstract partial class RoutingCases<TDatabase>
{
    [Fact]
    public async Task Unassign_UnopenedAfterSomebodyElseLetItLapse_PassesBothOver()
    {
        var world = await Build();
        var both = new[] { await world.HireAsync("Ines"), await world.HireAsync("Tomás") };
        var (id, _) = await world.BeginAsync();
        await world.Route.ExecuteAsync(world.Queue, Ct);
        Database.Clock.Advance(TimeSpan.FromSeconds(46));
        await world.Expire.ExecuteAsync(Ct);
        var second = both.Single(a => a.User == world.FindAsync(id).Result.AssigneeId);

        await new UnassignConversation(world.Log).ExecuteAsync(second, id, "by-hand", Ct);

        Assert.Equal(both.Select(a => a.User).ToHashSet(), (await world.FindAsync(id)).PassedOver.ToHashSet());
    }

    [Theory]
    [InlineData(Presence.Away), InlineData(Presence.Busy), InlineData(Presence.TransfersOnly)]
    public async Task ExpireOffers_HolderIsNotAvailable_GoesBackToTheLineWithItsFirstWait(Presence presence)
    {
        var world = await Build();
        var ines = await world.HireAsync("Ines");
        var (id, _) = await world.BeginAsync();
        var since = (await world.FindAsync(id)).QueuedAt;
        Database.Clock.Advance(TimeSpan.FromSeconds(5));
        await world.Route.ExecuteAsync(world.Queue, Ct);
        await world.Routing.ChoosePresenceAsync(ines.User, presence, "", Database.Clock.GetUtcNow(), Ct);

        Database.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.Expire.ExecuteAsync(Ct);

        var after = await world.FindAsync(id);
        Assert.Equal((true, since), (after.IsQueued, after.QueuedAt));
        await world.Routing.ChoosePresenceAsync(ines.User, Presence.Available, "", Database.Clock.GetUtcNow(), Ct);
        Database.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await world.Route.ExecuteAsync(world.Queue, Ct));
    }

    [Fact]
    public async Task ExpireOffers_KeptByItsHolder_IsRecordedAndGoesToAColleagueWhoIsFreeNextTime()
    {
        var world = await Build();
        var ines = await world.HireAsync("Ines");
        var (id, _) = await world.BeginAsync();
        await world.Route.ExecuteAsync(world.Queue, Ct);
        Database.Clock.Advance(TimeSpan.FromSeconds(46));
        await world.Expire.ExecuteAsync(Ct);
        var kept = (await world.Routing.ListDecisionsAsync(id, 1, Ct)).Single();
        Assert.Equal((ines.User, RoutingReasons.KeptByHolder), (kept.AgentId, kept.Reason));

        var tomas = await world.HireAsync("Tomás");
        Database.Clock.Advance(TimeSpan.FromSeconds(46));
        await world.Expire.ExecuteAsync(Ct);

        Assert.Equal(tomas.User, (await world.FindAsync(id)).AssigneeId);
    }

    [Fact]
    public async Task ExpireOffers_ManyAtOnce_AsksTheDatabaseAsOftenAsForOne()
    {
        var world = await Build();
        await world.HireAsync("Ines", 9);
        async Task<int> ReadsAsync(int offers)
        {
            for (var i = 0; i < offers; i++) await world.BeginAsync();
            await world.Route.ExecuteAsync(world.Queue, Ct);
            Database.Clock.Advance(TimeSpan.FromMinutes(1));
            var sent = await Database.Commands.ListenAsync(() => world.Expire.ExecuteAsync(Ct));
            // Of this queue: what other tests have left expires too, in whatever order they come.
            return sent.Count(s => s.Text.Contains("QueueMembers", StringComparison.Ordinal) && s.Parameters.Any(p => IsOf(p.Value, world.Queue.Value)));
        }

        static bool IsOf(object? value, Guid queue) => value switch
        {
            Guid one => one == queue,
            IEnumerable<Guid> many => many.Contains(queue),
            _ => value?.ToString()?.Contains(queue.ToString(), StringComparison.OrdinalIgnoreCase) is true,
        };

        Assert.Equal((1, 1), (await ReadsAsync(1), await ReadsAsync(5)));
    }

    [Fact]
    public async Task ExpireOffers_NotOpened_GoesToTheNextWithTheReasonInTheTimeline()
    {
        var world = await Build();
        var (ines, tomas) = (await world.HireAsync("Ines"), await world.HireAsync("Tomás"));
        var (id, _) = await world.BeginAsync();
        await world.Route.ExecuteAsync(world.Queue, Ct);
        var first = (await world.FindAsync(id)).AssigneeId;

        Database.Clock.Advance(TimeSpan.FromSeconds(44));
        await world.Expire.ExecuteAsync(Ct);
        Assert.Equal(first, (await world.FindAsync(id)).AssigneeId);
        Database.Clock.Advance(TimeSpan.FromSeconds(2));
        await world.Expire.ExecuteAsync(Ct);

        var after = await world.FindAsync(id);
        Assert.Equal(first == ines.User ? tomas.User : ines.User, after.AssigneeId);
        var events = (await world.Conversations.ReadAfterAsync(id, false, 0, 50, Ct)).Where(e => e.Kind is EntryKind.Event).Select(e => (e.Event, e.Reason));
        Assert.Contains((TimelineEvent.OfferExpired, "not-opened"), events);
    }

    [Fact]
    public async Task ExpireOffers_NobodyElse_StaysWithTheSameAgentSilently()
    {
        var world = await Build();
        var ines = await world.HireAsync("Ines");
        var (id, _) = await world.BeginAsync();
        await world.Route.ExecuteAsync(world.Queue, Ct);
        var before = await world.FindAsync(id);

        Database.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.Expire.ExecuteAsync(Ct);

        var after = await world.FindAsync(id);
        Assert.Equal(ines.User, after.AssigneeId);
        Assert.Equal(before.LastSequence, after.LastSequence);
        Assert.True(after.OfferExpiresAt > Database.Clock.GetUtcNow());
    }

    [Fact]
    public async Task ExpireOffers_Opened_StaysWhereItIs()
    {
        var world = await Build();
        await world.HireAsync("Ines");
        await world.HireAsync("Tomás");
        var (id, _) = await world.BeginAsync();
        await world.Route.ExecuteAsync(world.Queue, Ct);
        var holder = (await world.FindAsync(id)).AssigneeId!.Value;
        await new OpenConversation(world.Log).ExecuteAsync(new Actor(holder.Value, Role.Agent, "x"), id, Ct);

        Database.Clock.Advance(TimeSpan.FromMinutes(5));

        await world.Expire.ExecuteAsync(Ct);
        Assert.Equal(holder, (await world.FindAsync(id)).AssigneeId);
    }

    [Fact]
    public async Task Presence_LastPageGoneForAMinute_IsOfflineAndComesBackAsChosen()
    {
        var world = await Build();
        var ines = await world.HireAsync("Ines", presence: Presence.Busy);
        var presence = new RefreshPresence(world.Routing, Database.Hub, Database.Clock, Microsoft.Extensions.Options.Options.Create(new RoutingOptions()), NullLogger<RefreshPresence>.Instance);

        Database.Clock.Advance(TimeSpan.FromSeconds(59));
        await presence.ExpireAsync(Ct);
        Assert.Equal(Presence.Busy, (await world.FindAgentAsync(ines)).Presence);
        Database.Clock.Advance(TimeSpan.FromSeconds(2));
        await presence.ExpireAsync(Ct);
        Assert.Equal(Presence.Offline, (await world.FindAgentAsync(ines)).Presence);
        await presence.SeenAsync([ines.User], [], Ct);
        Assert.Equal(Presence.Busy, (await world.FindAgentAsync(ines)).Presence);
    }
}
