using Microsoft.Extensions.Logging.Abstractions;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;
using Portal.Domain.Triage;
using Portal.Tests.Shared;

namespace Portal.Tests.Triage;

/// <summary>From a first message to an assignment, over the real stores.</summary>
public sealed class TriageTests(SqliteTestDatabase database) : StoreTests<SqliteTestDatabase>(database)
{
    private static readonly Actor Rosa = new(Guid.CreateVersion7(), Role.Admin, "Rosa");
    private readonly ArrivalHold hold = new();
    private readonly Queue returns = new() { Id = QueueId.New(), Name = "Returns" };
    private DetectLanguage language = _ => null;

    private ITriageStore Store => Get<ITriageStore>();
    private ReadTeam Team => new(Get<IRoutingStore>());
    private QueueHours Hours => new(Get<Portal.Domain.ServiceLevels.ServiceStandards>());
    private PublishedTriage Published(params TriageClassifier[] classifiers) => new(Store, text => language(text), classifiers);

    private TriageConversation Triage(params TriageClassifier[] classifiers) =>
        new(Store, Published(classifiers), new(Get<IConversationLog>()), Team, Hours, Database.Clock, NullLogger<TriageConversation>.Instance);

    [Fact]
    public async Task FirstMessage_ThatARuleKnows_WaitsForTriageAndIsRoutedInItsQueue()
    {
        var world = await BuildAsync(AFact.Returns(returns.Id));
        await world.HireAsync("Ines");
        var tomas = await HireForReturnsAsync(world);
        var id = await BeginAsync(world, "Can I have a refund?");

        var pass = await world.Route.ExecuteAsync([world.Queue, returns.Id], Ct);
        Assert.Equal((0, (DateTimeOffset?)Database.Clock.GetUtcNow().AddSeconds(2)), (pass.Assigned, pass.LookAgainAt));
        Assert.True(await Triage().ExecuteAsync(id, Ct));
        Assert.Equal(1, (await world.Route.ExecuteAsync([world.Queue, returns.Id], Ct)).Assigned);

        var after = await world.FindAsync(id);
        Assert.Equal(("Returns", returns.Id, (UserId?)tomas.User), (after.Topic, after.QueueId, after.AssigneeId));
        Assert.Equal(["return"], after.Tags);
        var said = Assert.Single(await world.Conversations.ReadAfterAsync(id, false, 0, 50, Ct), e => e.Event is TimelineEvent.Categorised);
        Assert.Equal(("Returns · Returns · return", Audience.Staff), (said.Text, said.Audience));
        var why = (await new ReadTriage(Store).WhyAsync(tomas, id, Ct))!;
        Assert.Equal(("Return words", 1), (Assert.Single(why.Hits).Name, why.Hits[0].Position));
        Assert.Equal(await Store.FindPublishedAsync(Ct), why.Version);
    }

    [Fact]
    public async Task SameConversation_TriagedByManyAtOnce_IsDoneOnceWithOneRecord()
    {
        var world = await BuildAsync(AFact.Returns(returns.Id));
        var id = await BeginAsync(world, "A return, please");

        var done = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Triage().ExecuteAsync(id, Ct)));

        Assert.Single(done, d => d);
        Assert.Single(await world.Conversations.ReadAfterAsync(id, false, 0, 50, Ct), e => e.Event is TimelineEvent.Categorised);
        await using var db = Database.Open();
        Assert.Single(db.TriageRecords.Where(r => r.ConversationId == id));
    }

    [Fact]
    public async Task Triage_ThatFails_IsTriedOnceMoreAndRoutingGoesOn()
    {
        var world = await BuildAsync([AFact.Rule("German", AFact.All(AFact.Test(Field.Language, Operator.Is, "de")), "German")]);
        var ines = await world.HireAsync("Ines");
        language = _ => throw new InvalidOperationException("No models");
        var id = await BeginAsync(world, "Guten Tag");
        await Assert.ThrowsAsync<InvalidOperationException>(() => Triage().ExecuteAsync(id, Ct));
        await Triage().OverdueAsync(Ct);
        Assert.NotNull((await world.FindAsync(id)).HeldUntil);

        Database.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1, await world.Route.ExecuteAsync(world.Queue, Ct));
        await Triage().OverdueAsync(Ct);

        var after = await world.FindAsync(id);
        Assert.Null(after.HeldUntil);
        Assert.Null(after.Topic);
        Assert.Equal(ines.User, after.AssigneeId);
    }

    [Fact]
    public async Task Overdue_AfterItsNodeDied_IsTriagedEvenWhenSomebodyHasIt()
    {
        var world = await BuildAsync(AFact.Returns(returns.Id));
        var ines = await world.HireAsync("Ines");
        var id = await BeginAsync(world, "My refund");
        Database.Clock.Advance(TimeSpan.FromSeconds(3));
        await world.Route.ExecuteAsync(world.Queue, Ct);

        await Triage().OverdueAsync(Ct);

        var after = await world.FindAsync(id);
        Assert.Equal(("Returns", world.Queue, (UserId?)ines.User), (after.Topic, after.QueueId, after.AssigneeId));
    }

    [Fact]
    public async Task Classifier_BesideTheRules_FillsOnlyWhatTheyLeftOpen()
    {
        var world = await BuildAsync([AFact.Rule("Words", AFact.All(AFact.Test(Field.Text, Operator.Contains, "refund")), "Returns")]);
        var learned = new TriageClassifier(Guid.CreateVersion7(), "Learned", _ => new() { Topic = "Guess", Tags = ["sure"] });
        var (ruled, open) = (await BeginAsync(world, "A refund"), await BeginAsync(world, "Hello"));

        await Triage(learned).ExecuteAsync(ruled, Ct);
        await Triage(learned).ExecuteAsync(open, Ct);

        Assert.Equal(("Returns", "Guess"), ((await world.FindAsync(ruled)).Topic, (await world.FindAsync(open)).Topic));
        Assert.Equal(["Words", "Learned"], (await Store.FindRecordAsync(ruled, Ct))!.Hits.Select(h => h.Name));
    }

    [Fact]
    public async Task DryRun_OfADraft_ShowsBothSidesAndChangesNothing()
    {
        var world = await BuildAsync([AFact.Rule("Old", AFact.All(AFact.Test(Field.Text, Operator.Contains, "refund")), "Money")]);
        var changes = await BeginAsync(world, "A refund, please");
        await BeginAsync(world, "Something else");
        var before = await world.FindAsync(changes);

        var pages = await new DryRunTriage(Store, Published(), Team, Hours, Database.Clock).ExecuteAsync(Rosa, AFact.Returns(returns.Id), 2, Ct).ToListAsync(Ct);

        var page = Assert.Single(pages);
        var difference = Assert.Single(page.Differences);
        Assert.Equal((2, 1, changes), (page.Looked, page.Applied, difference.Conversation));
        Assert.Equal(("Money", "Old"), (difference.Before.Set.Topic, difference.Before.Hits[0].Name));
        Assert.Equal(("Returns", "Return words"), (difference.After.Set.Topic, difference.After.Hits[0].Name));
        Assert.Equivalent(before, await world.FindAsync(changes));
        Assert.Empty(await new DryRunTriage(Store, Published(), Team, Hours, Database.Clock).ExecuteAsync(Rosa with { Role = Role.Agent }, [], 2, Ct).ToListAsync(Ct));
    }

    [Fact]
    public async Task FirstMessage_OfAPressingAndHardCase_IsRoutedByWhatTheRuleAsksFor()
    {
        var (kettles, gone) = (new Skill { Id = SkillId.New(), Name = "Kettles" }, new Skill { Id = SkillId.New(), Name = "Gone" });
        foreach (var skill in new[] { kettles, gone }) await Get<IRoutingStore>().SaveSkillAsync(skill, new Dictionary<UserId, int>(), Ct);
        var world = await BuildAsync([AFact.Rule("Hard", AFact.All(AFact.Test(Field.Text, Operator.Contains, "kettle"))) with { Then = new() { Level = PriorityLevel.Urgent, Needs = [new(kettles.Id, 3, Must: true), new(gone.Id, 1)], Weight = 6 } }]);
        await world.HireAsync("Ines");
        var tomas = await world.HireAsync("Tomás");
        await Get<IRoutingStore>().SaveSkillAsync(kettles, new Dictionary<UserId, int> { [tomas.User] = 4 }, Ct);
        await Get<IRoutingStore>().DeleteSkillAsync(gone.Id, Ct);
        var id = await BeginAsync(world, "My kettle leaks");

        Assert.True(await Triage().ExecuteAsync(id, Ct));
        await world.Route.ExecuteAsync(world.Queue, Ct);

        var after = await world.FindAsync(id);
        Assert.Equal((PriorityLevel.Urgent, 6, (UserId?)tomas.User), (after.Level, after.Units, after.AssigneeId));
        Assert.Equal([new SkillNeed(kettles.Id, 3, Must: true)], after.Needs);
        Assert.Equal(6, (await Get<IRoutingStore>().FindAgentAsync(tomas.User, Ct))!.Used.Chat);
        var said = (await world.Conversations.ReadAfterAsync(id, false, 0, 50, Ct)).Where(e => e.Event is TimelineEvent.Prioritised or TimelineEvent.Required).Select(e => e.Text);
        Assert.Equal([nameof(PriorityLevel.Urgent), "Kettles 3"], said);
    }

    [Fact]
    public async Task DryRun_OfADraftThatOnlySetsAPriority_ShowsTheDifference()
    {
        var world = await BuildAsync([AFact.Rule("Old", AFact.All(AFact.Test(Field.Text, Operator.Contains, "refund")), "Money")]);
        await BeginAsync(world, "A refund, please");
        var draft = (await Published().CurrentAsync(Ct))!.Rules.Add(AFact.Rule("New", AFact.All(AFact.Test(Field.Status, Operator.Is, nameof(TriageStatus.Waiting)))) with { Then = new() { Level = PriorityLevel.High, Weight = 4 } });

        var page = Assert.Single(await new DryRunTriage(Store, Published(), Team, Hours, Database.Clock).ExecuteAsync(Rosa, draft, 1, Ct).ToListAsync(Ct));

        var difference = Assert.Single(page.Differences);
        Assert.Equal((null, PriorityLevel.High, 4), (difference.Before.Set.Level, difference.After.Set.Level!.Value, difference.After.Set.Weight!.Value));
    }

    [Fact]
    public async Task Drafts_OfThoseWhoMayNot_AreRefused()
    {
        var save = new SaveTriageDraft(Store, Team, Database.Hub, Database.Clock);
        var publish = new PublishTriage(Store, Team, Database.Hub, Database.Clock);
        var rules = AFact.Returns(returns.Id);

        Assert.IsType<TriageOutcome.NotAllowed>(await save.ExecuteAsync(Rosa with { Role = Role.Agent }, null, rules, Ct));
        Assert.IsType<TriageOutcome.Invalid>(await save.ExecuteAsync(Rosa, null, rules, Ct));
        await Get<IRoutingStore>().SaveQueueAsync(returns, [], [], Ct);
        var draft = Assert.IsType<TriageOutcome.Done>(await save.ExecuteAsync(Rosa with { Role = Role.Supervisor }, null, rules, Ct)).Version;
        Assert.IsType<TriageOutcome.NotAllowed>(await publish.ExecuteAsync(Rosa with { Role = Role.Supervisor }, draft, Ct));
        Assert.IsType<TriageOutcome.Overtaken>(await save.ExecuteAsync(Rosa, null, rules, Ct));
        Assert.IsType<TriageOutcome.Overtaken>(await publish.ExecuteAsync(Rosa, draft with { Revision = 7 }, Ct));
        Assert.IsType<TriageOutcome.Done>(await publish.ExecuteAsync(Rosa, draft, Ct));
        Assert.IsType<TriageOutcome.Overtaken>(await save.ExecuteAsync(Rosa, draft, [], Ct));
    }

    [Fact]
    public async Task Language_OfASkillThatAsksByIt_IsAskedForWithoutARule()
    {
        var world = await BuildAsync([]);
        var german = new Skill { Id = SkillId.New(), Name = $"German {Guid.NewGuid():N}"[..30], Language = "de", AskedAt = 2 };
        await Get<IRoutingStore>().SaveSkillAsync(german, new Dictionary<UserId, int>(), Ct);
        await Get<IRoutingStore>().SaveSkillAsync(new() { Id = SkillId.New(), Name = $"Deutsch {Guid.NewGuid():N}"[..30], Language = "de" }, new Dictionary<UserId, int>(), Ct);
        language = _ => "de";
        var id = await BeginAsync(world, "Der Kessel hat eine Beule");

        await Triage().ExecuteAsync(id, Ct);

        Assert.Equal([new SkillNeed(german.Id, 2)], (await world.FindAsync(id)).Needs.Where(n => n.Skill == german.Id));
        Assert.Single((await world.FindAsync(id)).Needs);
        var why = (await new ReadTriage(Store).WhyAsync(Rosa, id, Ct))!;
        Assert.Equal((german.Name, "de"), (Assert.Single(why.Hits).Name, why.Language));
        await Get<IRoutingStore>().DeleteSkillAsync(german.Id, Ct);
    }

    [Fact]
    public async Task DryRun_OfALanguageThatAsksByItself_StandsOnBothSidesAndIsNoRule()
    {
        var world = await BuildAsync([]);
        var german = new Skill { Id = SkillId.New(), Name = $"German {Guid.NewGuid():N}"[..30], Language = "de", AskedAt = 2 };
        await Get<IRoutingStore>().SaveSkillAsync(german, new Dictionary<UserId, int>(), Ct);
        language = _ => "de";
        await BeginAsync(world, "Der Kessel hat eine Beule");
        var asks = AFact.Rule("German", AFact.All(AFact.Test(Field.Language, Operator.Is, "de")));
        async Task<DryRunPage> TryAsync(params TriageRule[] draft) =>
            Assert.Single(await new DryRunTriage(Store, Published(), Team, Hours, Database.Clock).ExecuteAsync(Rosa, [.. draft], 1, Ct).ToListAsync(Ct));

        var nothing = await TryAsync();
        Assert.Equal((0, 0), (nothing.Applied, nothing.Differences.Length));
        Assert.Empty((await TryAsync(asks with { Then = new() { Needs = [new(german.Id, 2)] } })).Differences);
        var topic = Assert.Single((await TryAsync(asks with { Then = new() { Topic = "Dents" } })).Differences);
        Assert.Equal([new SkillNeed(german.Id, 2)], topic.Before.Set.Needs);
        Assert.Equal(["German", german.Name], topic.After.Hits.Select(h => h.Name));
        // What the draft says about the skill stays, as it would for a new conversation.
        var higher = await TryAsync(asks with { Then = new() { Needs = [new(german.Id, 4)] } });
        Assert.Equal((1, 2, 4), (higher.Applied, Assert.Single(higher.Differences).Before.Set.Needs[0].Level, higher.Differences[0].After.Set.Needs.Single().Level));
        await Get<IRoutingStore>().DeleteSkillAsync(german.Id, Ct);
    }

    [Fact]
    public async Task WithinHours_OnAHolidayOfTheQueuesCalendar_IsNo()
    {
        var rule = AFact.Rule("Closed", AFact.All(AFact.Test(Field.WithinHours, Operator.Is, "false")), "Closed");
        var world = await BuildAsync([rule]);
        var now = Database.Clock.GetUtcNow();
        var calendar = new Portal.Domain.ServiceLevels.BusinessCalendar
        {
            Id = CalendarId.New(), Name = Guid.NewGuid().ToString("N"), Week = [new(now.DayOfWeek, TimeOnly.MinValue, TimeOnly.MinValue)], Holidays = [new(DateOnly.FromDateTime(now.UtcDateTime), "Founders")],
        };
        await Get<Portal.Domain.ServiceLevels.IServiceLevelStore>().SaveCalendarAsync(calendar, Ct);
        await Get<IRoutingStore>().SaveQueueAsync((await Get<IRoutingStore>().FindQueueAsync(world.Queue, Ct))! with { CalendarId = calendar.Id }, [], [], Ct);
        await Get<Portal.Domain.ServiceLevels.ServiceStandards>().RefreshAsync(Ct);
        var id = await BeginAsync(world, "Is anybody there?");

        await Triage().ExecuteAsync(id, Ct);

        Assert.Equal("Closed", (await world.FindAsync(id)).Topic);
        var page = Assert.Single(await new DryRunTriage(Store, Published(), Team, Hours, Database.Clock).ExecuteAsync(Rosa, [rule with { Then = new() { Topic = "Shut" } }], 1, Ct).ToListAsync(Ct));
        Assert.Equal("Shut", Assert.Single(page.Differences).After.Set.Topic);
    }

    private async Task<World> BuildAsync(System.Collections.Immutable.ImmutableArray<TriageRule> rules)
    {
        // Apart from what the other tests began.
        Database.Clock.Advance(TimeSpan.FromHours(1));
        var world = await new World(Database).BuildAsync();
        await Get<IRoutingStore>().SaveQueueAsync(returns, [], [], Ct);
        var draft = Assert.IsType<TriageOutcome.Done>(await new SaveTriageDraft(Store, Team, Database.Hub, Database.Clock).ExecuteAsync(Rosa, null, rules, Ct)).Version;
        Assert.IsType<TriageOutcome.Done>(await new PublishTriage(Store, Team, Database.Hub, Database.Clock).ExecuteAsync(Rosa, draft, Ct));
        hold.Begin(TimeSpan.FromSeconds(2), _ => { });
        return world;
    }

    private async Task<Actor> HireForReturnsAsync(World world)
    {
        var tomas = await world.HireAsync("Tomás");
        await Get<IRoutingStore>().SaveQueueAsync(returns, [tomas.User], [], Ct);
        return tomas;
    }

    private async Task<ConversationId> BeginAsync(World world, string text)
    {
        var id = ConversationId.New();
        await new StartConversation(world.Log, world.Conversations, World.Options, Database.Clock, hold).ExecuteAsync(World.Visitor(), id, world.Inbox, world.Queue, NewMessage.OfText(Guid.CreateVersion7(), text), Ct);
        return id;
    }
}
