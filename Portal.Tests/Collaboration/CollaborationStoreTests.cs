using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Portal.Domain.Collaboration;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Collaboration;

public abstract class CollaborationCases<TDatabase>(TDatabase database) : StoreTests<TDatabase>(database) where TDatabase : TestDatabase
{
    private static readonly IOptions<CollaborationOptions> Options = Microsoft.Extensions.Options.Options.Create(new CollaborationOptions());

    private World world = null!;
    private Actor ines = null!;
    private Actor tomas = null!;
    private Actor rosa = null!;
    private ConversationId conversation;
    private Actor customer = null!;

    private ICollaborationStore Store => Get<ICollaborationStore>();
    private ReadTeam Team => new(Get<IRoutingStore>());
    private ReadTimeline Timeline => new(world.Conversations);
    private TellConsult Tell => new(Store, Team, Database.Hub);
    private WriteNote Notes => new(world.Post, new(Team), Store, Database.Hub);
    private ReadMentions Mentions => new(Store, Database.Hub, Database.Clock);
    private AskConsult Ask => new(Store, Timeline, world.Post, Team, Tell, Options, Database.Clock);
    private MoveConsult Move => new(Store, Tell, Options, Database.Clock);
    private AnswerConsult Answer => new(Store, Notes, Tell, Database.Clock);
    private DeliverProblemUpdates Deliver => new(Store, new(world.Log, World.Options), Database.Hub, Database.Clock, NullLogger<DeliverProblemUpdates>.Instance);

    [Fact]
    public async Task Note_ThatNamesPeople_TellsEachOnceHoweverOftenItIsSent()
    {
        await BeginAsync();
        var id = Guid.CreateVersion7();
        Assert.IsType<PostOutcome.Sent>(await Notes.ExecuteAsync(ines, conversation, id, $"@{tomas.Name} please look", Ct));
        var again = Assert.IsType<PostOutcome.Sent>(await Notes.ExecuteAsync(ines, conversation, id, $"@{tomas.Name} please look", Ct));

        Assert.True(again.Repeated);
        var row = Assert.Single(await Mentions.ExecuteAsync(tomas, Ct));
        Assert.Equal((ines.User, again.Entry.Sequence, "Mara"), (row.Mention.ById, row.Mention.Sequence, row.CustomerName));
        Assert.Single(Database.Hub.Facts.OfType<MentionsChanged>(), m => m.User == tomas.User && m.By is not null);
        Assert.Equal(1, await Mentions.CountAsync(tomas, Ct));
        await Mentions.SeeAsync(tomas, conversation, again.Entry.Sequence - 1, Ct);
        Assert.Equal(1, await Mentions.CountAsync(tomas, Ct));
        await Mentions.SeeAsync(tomas, conversation, again.Entry.Sequence, Ct);
        Assert.Equal(0, await Mentions.CountAsync(tomas, Ct));
        Assert.Empty(await Mentions.ExecuteAsync(customer, Ct));
        Assert.Empty(await Mentions.ExecuteAsync(ines, Ct));
    }

    [Fact]
    public async Task Follower_OfAConversation_IsToldOfNotesAndTurnsAndNotOfWhatWasBefore()
    {
        await BeginAsync();
        var follow = new FollowConversation(Store, Timeline, Team, Database.Hub, Database.Clock);
        Assert.False(await follow.ExecuteAsync(customer, conversation, true, Ct));
        await Notes.ExecuteAsync(ines, conversation, Guid.CreateVersion7(), "before", Ct);
        Assert.True(await follow.ExecuteAsync(rosa, conversation, true, Ct));
        Assert.True(await follow.ExecuteAsync(rosa, conversation, true, Ct));
        Assert.Equal(0, Assert.Single(await Mentions.FollowedAsync(rosa, Ct)).News);

        await world.Post.ExecuteAsync(customer, conversation, NewMessage.OfText(Guid.CreateVersion7(), "Hello?"), Ct);
        Assert.Equal(0, Assert.Single(await Mentions.FollowedAsync(rosa, Ct)).News);
        await Notes.ExecuteAsync(ines, conversation, Guid.CreateVersion7(), "a note", Ct);
        await world.Resolve.ExecuteAsync(ines, conversation, Ct);
        var news = Assert.Single(await Mentions.FollowedAsync(rosa, Ct));
        Assert.Equal((2, true), (news.News, news.IsResolved));

        await Mentions.SeeAsync(rosa, conversation, long.MaxValue, Ct);
        Assert.Equal(0, Assert.Single(await Mentions.FollowedAsync(rosa, Ct)).News);
        await follow.ExecuteAsync(rosa, conversation, false, Ct);
        Assert.Empty(await Mentions.FollowedAsync(rosa, Ct));
    }

    [Fact]
    public async Task Consult_FromQuestionToAnswer_CountsWhileSomebodyWorksOnItAndReturnsAsANote()
    {
        await BeginAsync();
        var consult = Done(await Ask.ExecuteAsync(ines, conversation, tomas.User, null, "Is it in stock?", Ct));
        Assert.Equal(0, (await world.FindAgentAsync(tomas)).Load.Chat);
        Assert.Single(await new ReadConsults(Store, Team).ForAsync(tomas, Ct), r => r.Consult.Id == consult.Id);
        Assert.IsType<ConsultOutcome.Refused>(await Move.ExecuteAsync(ines, consult.Id, ConsultMove.Accept, Ct));

        Done(await Move.ExecuteAsync(tomas, consult.Id, ConsultMove.Accept, Ct));
        Assert.Equal(1, (await world.FindAgentAsync(tomas)).Load.Chat);
        Assert.DoesNotContain(tomas.User, await Get<IRoutingStore>().CorrectLoadsAsync(Ct));
        Assert.Contains(Database.Hub.Facts.OfType<AgentChanged>(), a => a.Agent.Id == tomas.User && a.Agent.Load.Chat == 1);

        Done(await Answer.ExecuteAsync(tomas, consult.Id, "Yes, six.", Ct));
        Assert.Equal(0, (await world.FindAgentAsync(tomas)).Load.Chat);
        Assert.IsType<ConsultOutcome.Refused>(await Answer.ExecuteAsync(tomas, consult.Id, "Yes, six.", Ct));
        var staff = await Timeline.AfterAsync(ines, conversation, 0, Ct);
        Assert.Equal([$"@{tomas.Name} Is it in stock?", $"@{ines.Name} Yes, six."], staff.Where(e => e.Kind is EntryKind.Note).Select(e => e.Text));
        Assert.Single(await Mentions.ExecuteAsync(ines, Ct));
        Assert.DoesNotContain(await Timeline.AfterAsync(customer, conversation, 0, Ct), e => e.Kind is EntryKind.Note);
        Assert.Empty(await new ReadConsults(Store, Team).ForAsync(tomas, Ct));
    }

    [Fact]
    public async Task Consult_TakenByTwoOfATeamAtOnce_IsOnePersonsAndCountsOnce()
    {
        await BeginAsync();
        var noor = await world.HireAsync("Noor");
        var consult = Done(await Ask.ExecuteAsync(ines, conversation, null, world.Queue, "Who knows?", Ct));

        var outcomes = await Task.WhenAll(Move.ExecuteAsync(tomas, consult.Id, ConsultMove.Accept, Ct), Move.ExecuteAsync(noor, consult.Id, ConsultMove.Accept, Ct));

        Assert.Single(outcomes, o => o is ConsultOutcome.Done);
        Assert.Equal(1, (await world.FindAgentAsync(tomas)).Load.Chat + (await world.FindAgentAsync(noor)).Load.Chat);
        Done(await Move.ExecuteAsync(ines, consult.Id, ConsultMove.Withdraw, Ct));
        Assert.Equal(0, (await world.FindAgentAsync(tomas)).Load.Chat + (await world.FindAgentAsync(noor)).Load.Chat);
    }

    [Fact]
    public async Task Consult_AnsweredByTwoOfATeamAtOnce_EndsOnceAndLosesNoText()
    {
        await BeginAsync();
        var noor = await world.HireAsync("Noor");
        var consult = Done(await Ask.ExecuteAsync(ines, conversation, null, world.Queue, "Who knows?", Ct));

        var outcomes = await Task.WhenAll(Answer.ExecuteAsync(tomas, consult.Id, "Six are left.", Ct), Answer.ExecuteAsync(noor, consult.Id, "None until Friday.", Ct));

        Assert.Single(outcomes, o => o is ConsultOutcome.Done);
        var notes = (await Timeline.AfterAsync(ines, conversation, 0, Ct)).Where(e => e.Kind is EntryKind.Note).Select(e => e.Text!).ToList();
        // Whoever comes after the end is told so and has their words still; what was accepted for writing stands there.
        foreach (var (outcome, text) in outcomes.Zip(["Six are left.", "None until Friday."]))
            Assert.True(outcome is ConsultOutcome.Refused || notes.Exists(n => n.EndsWith(text, StringComparison.Ordinal)));
        Assert.DoesNotContain(notes, n => notes.Count(m => m == n) > 1);
    }

    [Fact]
    public async Task Answer_AgainAfterAnInterruption_InOtherWords_IsNotSwallowed()
    {
        await BeginAsync();
        var consult = Done(await Ask.ExecuteAsync(ines, conversation, tomas.User, null, "Is it in stock?", Ct));
        // The node died after the note and before the end of the consult.
        await Notes.ExecuteAsync(tomas, conversation, DerivedIds.Of(consult.Id, $"answer {tomas.Id} Yes, six."), $"@{ines.Name} Yes, six.", Ct);

        Done(await Answer.ExecuteAsync(tomas, consult.Id, "Sorry, five.", Ct));

        Assert.Contains(await Timeline.AfterAsync(ines, conversation, 0, Ct), e => e.Text == $"@{ines.Name} Sorry, five.");
    }

    [Fact]
    public async Task Follower_AddedByAColleague_IsToldAndHearsOfHandOversAndDelays()
    {
        await BeginAsync();
        var follow = new FollowConversation(Store, Timeline, Team, Database.Hub, Database.Clock);
        Assert.False(await follow.AddAsync(customer, conversation, tomas.User, Ct));
        Assert.False(await follow.AddAsync(ines, conversation, new(Guid.CreateVersion7()), Ct));
        Assert.True(await follow.AddAsync(ines, conversation, tomas.User, Ct));
        Assert.Single(Database.Hub.Facts.OfType<FollowedFor>(), f => f.User == tomas.User && f.By == ines.Name);

        var tell = new TellTimeline(world.Log);
        foreach (var turn in new[] { TimelineEvent.EscalationAsked, TimelineEvent.EscalationAccepted, TimelineEvent.EscalationReturned, TimelineEvent.Overdue })
            await tell.ExecuteAsync(Actor.System, conversation, EntryDraft.Of(turn, Actor.System, Audience.Staff), Ct);

        Assert.Equal(4, Assert.Single(await Mentions.FollowedAsync(tomas, Ct)).News);
    }

    [Fact]
    public async Task Whisper_ToAnAgentElsewhere_IsUnseenUntilTheyLook()
    {
        await BeginAsync();
        var whispers = new WriteWhisper(Store, Timeline, Database.Hub, Database.Clock);
        Assert.Null(await whispers.ExecuteAsync(rosa, conversation, Guid.CreateVersion7(), "Offer the refund", Ct));
        Assert.Null(await whispers.ExecuteAsync(ines, conversation, Guid.CreateVersion7(), "I will", Ct));

        Assert.Equal("Offer the refund", Assert.Single(await whispers.UnseenAsync(ines, Ct)).Text);
        Assert.Empty(await whispers.UnseenAsync(tomas, Ct));
        await whispers.SeeAsync(tomas, conversation, Ct);
        Assert.Single(await whispers.UnseenAsync(ines, Ct));
        await whispers.SeeAsync(ines, conversation, Ct);

        Assert.Empty(await whispers.UnseenAsync(ines, Ct));
    }

    [Fact]
    public async Task Consult_ThatNobodyTakesOn_LapsesAndTellsWhoAsked()
    {
        await BeginAsync();
        var consult = Done(await Ask.ExecuteAsync(ines, conversation, tomas.User, null, "Anybody?", Ct));
        var lapse = new LapseConsults(Store, Tell, Database.Clock);
        await lapse.ExecuteAsync(Ct);
        Assert.True((await Store.FindConsultAsync(consult.Id, Ct))!.IsLive);

        Database.Clock.Advance(Options.Value.ConsultWaits);
        await Task.WhenAll(lapse.ExecuteAsync(Ct), lapse.ExecuteAsync(Ct));

        Assert.Equal(ConsultStatus.Lapsed, (await Store.FindConsultAsync(consult.Id, Ct))!.Status);
        Assert.Single(Database.Hub.Facts.OfType<ConsultChanged>(), c => c.Topic == Topic.User(ines.User) && c.Consult.Id == consult.Id && c.Consult.Status is ConsultStatus.Lapsed);
    }

    [Fact]
    public async Task Consult_WhoseConversationIsResolved_EndsAndGivesTheCapacityBack()
    {
        await BeginAsync();
        var consult = Done(await Ask.ExecuteAsync(ines, conversation, tomas.User, null, "Is it in stock?", Ct));
        Done(await Move.ExecuteAsync(tomas, consult.Id, ConsultMove.Accept, Ct));

        var lapse = new LapseConsults(Store, Tell, Database.Clock);
        await Task.WhenAll(lapse.CloseAsync(conversation, Ct), lapse.CloseAsync(conversation, Ct));

        Assert.Equal(ConsultStatus.Withdrawn, (await Store.FindConsultAsync(consult.Id, Ct))!.Status);
        Assert.Equal(0, (await world.FindAgentAsync(tomas)).Load.Chat);
        Assert.Single(Database.Hub.Facts.OfType<ConsultChanged>(), c => c.Topic == Topic.User(tomas.User) && c.Consult.Id == consult.Id && c.Consult.Status is ConsultStatus.Withdrawn);
    }

    [Fact]
    public async Task Whisper_ToTheAgent_IsReadByThemAndThoseWhoLeadAlone()
    {
        await BeginAsync();
        var whispers = new WriteWhisper(Store, Timeline, Database.Hub, Database.Clock);
        var id = Guid.CreateVersion7();
        Assert.Null(await whispers.ExecuteAsync(rosa, conversation, id, "Offer the refund", Ct));
        Assert.Null(await whispers.ExecuteAsync(rosa, conversation, id, "Offer the refund", Ct));
        Assert.Equal(Refusal.NotYours, await whispers.ExecuteAsync(tomas, conversation, Guid.CreateVersion7(), "me too", Ct));
        Assert.Equal(Refusal.NotYours, await whispers.ExecuteAsync(customer, conversation, Guid.CreateVersion7(), "me too", Ct));

        Assert.Equal("Offer the refund", Assert.Single(await whispers.ListAsync(ines, conversation, Ct)).Text);
        Assert.Single(await whispers.ListAsync(rosa, conversation, Ct));
        Assert.Empty(await whispers.ListAsync(tomas, conversation, Ct));
        Assert.Empty(await whispers.ListAsync(customer, conversation, Ct));
        Assert.Equal([Topic.Lead(conversation), Topic.User(ines.User)], Database.Hub.Facts.OfType<Whispered>().Where(w => w.Whisper.Id == id).Select(w => w.Topic));
        Assert.DoesNotContain(await Timeline.AfterAsync(ines, conversation, 0, Ct), e => e.Text == "Offer the refund");

        // Somebody else has it now: what was whispered to the one before is not theirs to read.
        await world.Assign.ExecuteAsync(rosa, conversation, tomas.User, tomas.Name, CapacityClaim.ByHand, "by-hand", null, Ct);
        Assert.Empty(await whispers.ListAsync(tomas, conversation, Ct));
    }

    [Fact]
    public async Task ProblemUpdate_ToManyConversations_IsPostedOnceEachWhateverIsRepeated()
    {
        await BeginAsync();
        var ids = new List<ConversationId> { conversation };
        for (var i = 0; i < DeliverProblemUpdates.Batch; i++) ids.Add((await world.BeginAsync()).Id);
        var (resolved, _) = await world.BeginAsync();
        var problem = Assert.IsType<ProblemOutcome.Done>(await new OpenProblem(Store, Database.Hub, Database.Clock).ExecuteAsync(ines, "Kettles leak", "", Ct)).Problem;
        var link = new LinkProblem(Store, Timeline, Database.Hub, Database.Clock);
        foreach (var id in ids.Append(resolved)) Assert.IsType<ProblemOutcome.Done>(await link.ExecuteAsync(ines, problem.Id, id, true, Ct));
        await world.Resolve.ExecuteAsync(rosa, resolved, Ct);
        var send = new SendProblemUpdate(Store, Database.Hub, World.Options, Database.Clock);
        Assert.IsType<ProblemOutcome.Refused>(await send.ExecuteAsync(ines, problem.Id, Guid.CreateVersion7(), "We know", Ct));
        var update = Guid.CreateVersion7();
        for (var i = 0; i < 2; i++) Assert.IsType<ProblemOutcome.Done>(await send.ExecuteAsync(rosa, problem.Id, update, "We know the cause.", Ct));

        // A node that dies between posting and writing that down leaves the batch to be done again; and two nodes do it at once.
        var first = (await Store.ListWaitingDeliveriesAsync(Database.Clock.GetUtcNow(), 1, Ct)).Single(w => w.Update.Id == update).Delivery;
        await new PostUpdate(world.Log, World.Options).ExecuteAsync(rosa, first.ConversationId, DerivedIds.Of(update, first.ConversationId.Value), "We know the cause.", Ct);
        await Task.WhenAll(Deliver.ExecuteAsync(Ct), Deliver.ExecuteAsync(Ct));
        while (await Deliver.ExecuteAsync(Ct) > 0) { }

        var progress = Assert.Single(await new ReadProblems(Store).UpdatesAsync(rosa, problem.Id, Ct));
        Assert.Equal((ids.Count, 1, 0), (progress.Posted, progress.Skipped, progress.Waiting));
        await using var db = Database.Open();
        var posted = await db.Entries.Where(e => e.Text == "We know the cause." && e.AuthorId == rosa.Id).Select(e => e.ConversationId).ToListAsync(Ct);
        Assert.Equal(ids.Order(Comparer<ConversationId>.Create((a, b) => a.Value.CompareTo(b.Value))), posted.Order(Comparer<ConversationId>.Create((a, b) => a.Value.CompareTo(b.Value))));
        var (asked, queued) = (await world.FindAsync(conversation), await world.FindAsync(ids[1]));
        Assert.Equal((ines.User, true), (asked.AssigneeId!.Value, asked.WaitingSince is not null));
        Assert.True(queued.IsQueued && queued.FirstResponseAt is null);
    }

    [Fact]
    public async Task TeamChannel_OfAQueue_IsItsPeoplesAndThoseWhoLead()
    {
        await BeginAsync();
        var channel = new TeamChannel(Store, Team, Database.Hub, Database.Clock);
        var outsider = new Actor(Guid.CreateVersion7(), Role.Agent, "Noor");
        Assert.Null(await channel.WriteAsync(ines, world.Queue, Guid.CreateVersion7(), "Lunch at noon", Ct));
        Assert.Null(await channel.WriteAsync(rosa, world.Queue, Guid.CreateVersion7(), "I stay", Ct));
        Assert.Equal(Refusal.NotYours, await channel.WriteAsync(outsider, world.Queue, Guid.CreateVersion7(), "me?", Ct));
        Assert.Equal(2, (await channel.ReadAsync(tomas, world.Queue, DateTimeOffset.MaxValue, Ct)).Count);
        Assert.Empty(await channel.ReadAsync(outsider, world.Queue, DateTimeOffset.MaxValue, Ct));
        Assert.Empty(await channel.ReadAsync(customer, world.Queue, DateTimeOffset.MaxValue, Ct));

        await world.BeginAsync();
        var state = Assert.Single(await channel.ListAsync(ines, Ct));
        Assert.Equal((1, 2, 2), (state.Waiting, state.Available, state.Members));
        Assert.Empty(await channel.ListAsync(outsider, Ct));
    }

    [Fact]
    public async Task TeamChannel_WhatAMemberHasNotRead_IsCountedFromAMarkThatNeverGoesBack()
    {
        await BeginAsync();
        var channel = new TeamChannel(Store, Team, Database.Hub, Database.Clock);
        var outsider = new Actor(Guid.CreateVersion7(), Role.Agent, "Noor");
        await SayAsync(channel, ines, "Before Tomas came");
        Assert.Equal(0, (await channel.UnreadAsync(tomas, Ct))[world.Queue]);
        var first = await SayAsync(channel, ines, "Lunch at noon");
        var second = await SayAsync(channel, rosa, "I stay");
        await SayAsync(channel, tomas, "Me too");

        Assert.Equal(2, (await channel.UnreadAsync(tomas, Ct))[world.Queue]);
        Assert.Equal(1, Assert.Single(await Store.CountTeamUnreadAsync(tomas.User, 1, Ct)).Count);
        await channel.SeeAsync(tomas, world.Queue, first, Ct);
        Assert.Equal(1, (await channel.UnreadAsync(tomas, Ct))[world.Queue]);
        await channel.SeeAsync(tomas, world.Queue, second, Ct);
        await channel.SeeAsync(tomas, world.Queue, first, Ct);
        Assert.Equal(0, (await channel.UnreadAsync(tomas, Ct))[world.Queue]);
        Assert.Equal(2, Database.Hub.Facts.OfType<TeamChannelRead>().Count(r => r.User == tomas.User));

        // Neither those outside nor those who lead without belonging to it, and nobody for others.
        foreach (var other in new[] { outsider, rosa, customer })
        {
            await channel.SeeAsync(other, world.Queue, second, Ct);
            Assert.Empty(await channel.UnreadAsync(other, Ct));
        }

        await using var db = Database.Open();
        Assert.Equal([tomas.User], await db.TeamMarks.Where(m => m.QueueId == world.Queue).Select(m => m.UserId).ToListAsync(Ct));
    }

    [Fact]
    public async Task TeamMark_MovedByManyTabsAtOnce_StandsAtTheFurthest()
    {
        await BeginAsync();
        var now = Database.Clock.GetUtcNow();

        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Store.MarkTeamReadAsync(new() { QueueId = world.Queue, UserId = ines.User, ReadTo = now.AddSeconds(i * 5 % 12) }, Ct)));

        await using var db = Database.Open();
        Assert.Equal(now.AddSeconds(11), (await db.TeamMarks.SingleAsync(m => m.QueueId == world.Queue, Ct)).ReadTo);
    }

    [Fact]
    public async Task TeamMark_OfSomebodyWhoLeavesOrOfAQueueThatIsDeleted_IsGone()
    {
        await BeginAsync();
        var routing = Get<IRoutingStore>();
        var (left, deleted) = (new Queue { Id = QueueId.New(), Name = "Left" }, new Queue { Id = QueueId.New(), Name = "Deleted" });
        foreach (var queue in new[] { left, deleted })
        {
            await routing.SaveQueueAsync(queue, [ines.User, tomas.User], [], Ct);
            foreach (var member in new[] { ines, tomas }) Assert.True(await Store.MarkTeamReadAsync(new() { QueueId = queue.Id, UserId = member.User, ReadTo = Database.Clock.GetUtcNow() }, Ct));
        }

        await routing.SaveQueueAsync(left, [tomas.User], [], Ct);
        Assert.True(await routing.DeleteQueueAsync(deleted.Id, Ct));

        await using var db = Database.Open();
        Assert.Equal((left.Id, tomas.User), Assert.Single(await db.TeamMarks.Where(m => m.QueueId == left.Id || m.QueueId == deleted.Id).Select(m => new ValueTuple<QueueId, UserId>(m.QueueId, m.UserId)).ToListAsync(Ct)));
    }

    private async Task<DateTimeOffset> SayAsync(TeamChannel channel, Actor by, string text)
    {
        Database.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await channel.WriteAsync(by, world.Queue, Guid.CreateVersion7(), text, Ct));
        return Database.Clock.GetUtcNow();
    }

    private async Task BeginAsync()
    {
        Assert.SkipWhen(Database.Missing is not null, Database.Missing ?? "");
        world = await new World(Database).BuildAsync();
        // Names of this test's own: the tests of a class share their database.
        var own = Guid.NewGuid().ToString("N")[..6];
        (ines, tomas, rosa) = (await world.HireAsync($"Ines {own}"), await world.HireAsync($"Tomas {own}"), new Actor(Guid.CreateVersion7(), Role.Supervisor, "Rosa"));
        (conversation, customer) = await world.BeginAsync();
        await world.Assign.ExecuteAsync(ines, conversation, ines.User, ines.Name, CapacityClaim.ByHand, "by-hand", null, Ct);
    }

    private static Consult Done(ConsultOutcome outcome) => Assert.IsType<ConsultOutcome.Done>(outcome).Consult;
}

public sealed class CollaborationOnSqliteTests(SqliteTestDatabase database) : CollaborationCases<SqliteTestDatabase>(database);
public sealed class CollaborationOnPostgreSqlTests(PostgreSqlTestDatabase database) : CollaborationCases<PostgreSqlTestDatabase>(database);
public sealed class CollaborationOnSqlServerTests(SqlServerTestDatabase database) : CollaborationCases<SqlServerTestDatabase>(database);
