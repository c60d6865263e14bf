using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Data;
using Portal.Data.Conversations;
using Portal.Data.Nodes;
using Portal.Domain.Channels;
using Portal.Domain.Collaboration;
using Portal.Domain.Conversations;
using Portal.Domain.Customers;
using Portal.Domain.Demo;
using Portal.Domain.Escalation;
using Portal.Domain.Insights;
using Portal.Domain.Routing;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;
using Portal.Domain.Triage;

namespace Portal.Tests.Shared.Plans;

/// <summary>One way through a store: <c>Port.Method</c>, and after a colon which of its questions is asked.</summary>
public sealed record StorePath(string Name, Func<CancellationToken, Task> Run);

/// <summary>
/// Everything that chats, the workspace, routing and the live board ask of the database, on a small company in which each
/// question has something to find, so that no later statement of a method is left out.
/// </summary>
public sealed class StorePaths(TestDatabase database)
{
    /// <summary>More than a search names one by one.</summary>
    private const int Namesakes = 501;

    private World world = null!;
    private Actor agent = null!;
    private Actor customer = null!;
    private ConversationId conversation;
    private ConversationId waiting;
    private Attachment file = null!;
    private readonly SkillId skill = SkillId.New();

    private IConversationStore Conversations => database.Get<IConversationStore>();
    private IRoutingStore Routing => database.Get<IRoutingStore>();
    private ICustomerStore Customers => database.Get<ICustomerStore>();
    private IInboxStore Inboxes => database.Get<IInboxStore>();
    private DateTimeOffset Now => database.Clock.GetUtcNow();

    public async Task<StorePaths> BuildAsync(CancellationToken ct)
    {
        world = await new World(database).BuildAsync();
        agent = await world.HireAsync("Ines", capacity: 9);
        (conversation, customer) = await world.BeginAsync(name: "Mara Lind");
        await world.Assign.ExecuteAsync(agent, conversation, agent.User, agent.Name, CapacityClaim.ByHand, "taken", null, ct);
        var (asleep, _) = await world.BeginAsync(name: "Jon");
        await world.Assign.ExecuteAsync(agent, asleep, agent.User, agent.Name, CapacityClaim.ByHand, "taken", null, ct);
        await new SnoozeConversation(world.Log, World.Options).ExecuteAsync(agent, asleep, Now.AddMinutes(1), ct);
        var (offered, _) = await world.BeginAsync(name: "Ada");
        await world.Assign.ExecuteAsync(Actor.System, offered, agent.User, agent.Name, CapacityClaim.Routed, "most-free-capacity", TimeSpan.FromSeconds(1), ct);
        (waiting, _) = await world.BeginAsync(name: "Waiting");
        file = new Attachment { Id = AttachmentId.New(), ConversationId = conversation, FileName = "a.png", ContentType = "image/png", Size = 1, UploadedAt = Now, UploadedBy = customer.Id };
        await Conversations.AddAttachmentAsync(file, ct);
        await using var db = database.Open();
        for (var i = 0; i < Namesakes; i++)
        {
            var row = db.Customers.Add(new Customer { Id = CustomerId.New(), Name = $"Kim {i}", Email = $"kim{i}@text.example", CreatedAt = Now });
            row.Property("NameKey").CurrentValue = $"kim {i}";
            row.Property("EmailKey").CurrentValue = $"kim{i}@text.example";
        }

        await db.SaveChangesAsync(ct);
        return this;
    }

    public (QueueId Queue, InboxId Inbox) Place => (world.Queue, world.Inbox);

    public IEnumerable<StorePath> All =>
    [
        .. Talks(),
        .. Lists(),
        .. Desk(),
        .. Routes(),
        .. Triages(),
        .. People(),
        .. Nodes(),
        .. Escalations(),
        .. Promises(),
        .. Standards(),
        .. Colleagues(),
        .. Plays(),
    ];

    /// <summary>Walks every path and keeps what was sent on it, the log's own statements included.</summary>
    public async Task<IReadOnlyList<(string Path, SentStatement Statement)>> WalkAsync(DatabaseProvider provider, CancellationToken ct)
    {
        var all = new List<(string, SentStatement)>();
        foreach (var path in All)
        {
            var sent = await database.Commands.ListenAsync(() => path.Run(ct));
            Assert.True(sent.Count > 0, $"{path.Name} asked nothing.");
            all.AddRange(sent.Select(statement => (path.Name, statement)));
        }

        all.AddRange((await LogStatementsAsync(provider, ct)).Select(statement => (statement.Text.Contains("\"ReadMarks\"", StringComparison.Ordinal) ? "IReceiptLog.Advance" : "IConversationLog.WriteAsync", statement)));
        return all;
    }

    /// <summary>The log's own statements, which do not pass through EF, with values of the engine's types.</summary>
    private async Task<IReadOnlyList<SentStatement>> LogStatementsAsync(DatabaseProvider provider, CancellationToken ct)
    {
        await using var db = database.Open();
        var connection = db.Database.GetDbConnection();
        var sample = (await Conversations.FindAsync(conversation, ct))! with { Id = ConversationId.New() };
        var entry = (await Conversations.ReadAfterAsync(conversation, false, 0, 1, ct))[0] with { ConversationId = conversation, Sequence = 1_000_000, ClientMessageId = Guid.CreateVersion7() };
        var values = new Dictionary<string, object?> { ["Now"] = Now.UtcTicks, ["Enabled"] = true, ["Percent"] = 100, ["ReaderId"] = agent.Id, ["Side"] = (int)Side.Staff, ["Delivered"] = 1L, ["Read"] = 1L };
        foreach (var (name, value) in LogSql.Values(sample).Concat(LogSql.Values(entry))) values[name] = value;
        return [.. new LogSql(provider).All.Select(text => new SentStatement(text, [.. ParametersOf(text)]))];

        IEnumerable<DbParameter> ParametersOf(string text)
        {
            foreach (var (name, value) in values.Where(v => System.Text.RegularExpressions.Regex.IsMatch(text, $@"@{v.Key}\b")))
            {
                var parameter = connection.CreateCommand().CreateParameter();
                (parameter.ParameterName, parameter.Value) = ("@" + name, value ?? DBNull.Value);
                yield return parameter;
            }
        }
    }

    private IEnumerable<StorePath> Talks() =>
    [
        Talk("FindAsync", (s, ct) => s.FindAsync(conversation, ct)),
        Talk("ReadLastPublicAsync", (s, ct) => s.ReadLastPublicAsync([conversation], ct)),
        Talk("FindCurrentAsync", (s, ct) => s.FindCurrentAsync(customer.Customer, world.Inbox, Now.AddDays(-1), ct)),
        Talk("ReadAfterAsync: customer", (s, ct) => s.ReadAfterAsync(conversation, true, 0, 50, ct)),
        Talk("ReadAfterAsync: staff", (s, ct) => s.ReadAfterAsync(conversation, false, 0, 50, ct)),
        Talk("ReadBeforeAsync: customer", (s, ct) => s.ReadBeforeAsync(conversation, true, long.MaxValue, 50, ct)),
        Talk("ReadBeforeAsync: staff", (s, ct) => s.ReadBeforeAsync(conversation, false, long.MaxValue, 50, ct)),
        Talk("AddAttachmentAsync", (s, ct) => s.AddAttachmentAsync(file with { Id = AttachmentId.New() }, ct)),
        Talk("RemoveUnsentAsync", (s, ct) => s.RemoveUnsentAsync(Now.AddDays(-30), Now.AddDays(-7), 100, ct)),
        Talk("FindAttachmentAsync", (s, ct) => s.FindAttachmentAsync(file.Id, ct)),
        Talk("ReadReceiptsAsync", (s, ct) => s.ReadReceiptsAsync(conversation, ct)),
        Talk("CountUnreadByCustomerAsync", (s, ct) => s.CountUnreadByCustomerAsync(conversation, customer.Customer, 100, ct)),
        Talk("FindLastAgentAsync", (s, ct) => s.FindLastAgentAsync(CustomerId.New(), ct)),
        Talk("ListQuietAsync", (s, ct) => s.ListQuietAsync(null, Now.AddDays(1), 100, ct)),
        Talk("ListQuietAsync: lately", (s, ct) => s.ListQuietAsync(Now.AddDays(-1), Now.AddDays(1), 100, ct)),
        Talk("DueSnoozesAsync", (s, ct) => s.DueSnoozesAsync(Now.AddDays(1), 100, ct)),
        Talk("FindWrapUpAsync", (s, ct) => s.FindWrapUpAsync(conversation, ct)),
        Talk("ListWrapUpsAsync", (s, ct) => s.ListWrapUpsAsync(agent.User, 20, ct)),
        Talk("DueWrapUpsAsync", (s, ct) => s.DueWrapUpsAsync(Now.AddDays(1), 100, ct)),
        Talk("CountSinceAsync", (s, ct) => s.CountSinceAsync(customer.Customer, Now.AddDays(-7), 100, ct)),
        Talk("ListIdsOfCustomerAsync", (s, ct) => s.ListIdsOfCustomerAsync(customer.Customer, 50, ct)),
    ];

    private IEnumerable<StorePath> Lists()
    {
        foreach (var view in Enum.GetValues<ConversationView>())
        {
            foreach (var (what, search, queue) in new (string, string?, QueueId?)[] { ("all", null, null), ("queue", null, world.Queue), ("few found", "mara", null), ("many found", "kim", null), ("few found, queue", "mara", world.Queue), ("many found, queue", "kim", world.Queue) })
                yield return Talk($"ListAsync: {view}, {what}", (s, ct) => s.ListAsync(new(view, agent.User, search, queue), agent.User, 200, ct));
        }

        yield return Talk("FindRowAsync", (s, ct) => s.FindRowAsync(conversation, agent.User, ct));
        yield return Talk("ListOfCustomerAsync", (s, ct) => s.ListOfCustomerAsync(customer.Customer, agent.User, 50, ct));
        yield return Talk("CountAsync", (s, ct) => s.CountAsync(agent.User, ct));
    }

    private IEnumerable<StorePath> Desk() =>
    [
        new("IInsightsStore.ReadBoardAsync", ct => database.Get<IInsightsStore>().ReadBoardAsync(Now, ct)),
        new("IInsightsStore.NamesAsync", ct => database.Get<IInsightsStore>().NamesAsync([customer.Customer, CustomerId.New()], ct)),
    ];

    private IEnumerable<StorePath> Routes() =>
    [
        Route("FindQueueAsync", (s, ct) => s.FindQueueAsync(world.Queue, ct)),
        Route("ListQueuesAsync", (s, ct) => s.ListQueuesAsync(ct)),
        Route("ListMembersAsync", (s, ct) => s.ListMembersAsync(ct)),
        Route("SaveQueueAsync", (s, ct) => s.SaveQueueAsync(new Queue { Id = world.Queue, Name = "Orders" }, [agent.User], [], ct)),
        Route("SetSurgeAsync", (s, ct) => s.SetSurgeAsync(world.Queue, 150, Now.AddHours(1), "Ada", Now, ct)),
        Route("ListSurgesAsync", (s, ct) => s.ListSurgesAsync(20, ct)),
        Route("DeleteQueueAsync", (s, ct) => s.DeleteQueueAsync(QueueId.New(), ct)),
        Route("ListAgentsAsync", (s, ct) => s.ListAgentsAsync(ct)),
        Route("FindAgentAsync", (s, ct) => s.FindAgentAsync(agent.User, ct)),
        Route("ListMembersOfAsync", (s, ct) => s.ListMembersOfAsync(world.Queue, ct)),
        Route("SaveAgentAsync", (s, ct) => s.SaveAgentAsync(agent.User, agent.Name, new(Chat: 9), true, ct)),
        Route("ChoosePresenceAsync", (s, ct) => s.ChoosePresenceAsync(agent.User, Presence.Available, "", Now, ct)),
        Route("ListSkillsAsync", (s, ct) => s.ListSkillsAsync(ct)),
        Route("SaveSkillAsync", (s, ct) => s.SaveSkillAsync(new Skill { Id = skill, Name = "German" }, new Dictionary<UserId, int> { [agent.User] = 3 }, ct)),
        Route("DeleteSkillAsync", (s, ct) => s.DeleteSkillAsync(skill, ct)),
        Route("TakeAbsentOfflineAsync", (s, ct) => s.TakeAbsentOfflineAsync(Now.AddDays(1), Now, ct)),
        Route("TouchAsync", (s, ct) => s.TouchAsync([agent.User], [agent.User], Now, ct)),
        Route("TakeIdleAwayAsync", (s, ct) => s.TakeIdleAwayAsync(Now.AddDays(1), Now, ct)),
        Route("FindSettingsAsync", (s, ct) => s.FindSettingsAsync(ct)),
        Route("SaveSettingsAsync", (s, ct) => s.SaveSettingsAsync(new(), ct)),
        Route("ForgetPresenceChangesAsync", (s, ct) => s.ForgetPresenceChangesAsync(Now.AddDays(1), 20, ct)),
        Route("ListPresenceChangesAsync", (s, ct) => s.ListPresenceChangesAsync(20, ct)),
        Route("ListQueuedAsync", (s, ct) => s.ListQueuedAsync(world.Queue, 50, null, 0, ct)),
        Route("ListQueuedAsync: some kinds, farther back", (s, ct) => s.ListQueuedAsync(world.Queue, 50, [ChannelKind.Email, ChannelKind.Api], 100, ct)),
        Route("ListQueuesAsync: by id", (s, ct) => s.ListQueuesAsync([world.Queue], ct)),
        Route("ListSeatsAsync", (s, ct) => s.ListSeatsAsync([world.Queue], ct)),
        Route("FindQueuedAsync", (s, ct) => s.FindQueuedAsync(waiting, ct)),
        Route("RecordAsync", (s, ct) => s.RecordAsync([new() { ConversationId = conversation, QueueId = world.Queue, Id = Guid.CreateVersion7(), At = Now, QueuedAt = Now, Reason = "most-free-capacity", Method = default }], ct)),
        Route("ForgetAsync", (s, ct) => s.ForgetAsync([new() { ConversationId = conversation, QueueId = world.Queue, Id = Guid.CreateVersion7(), At = Now, QueuedAt = Now, Reason = "most-free-capacity", Method = default }], ct)),
        Route("CountLinesAsync", (s, ct) => s.CountLinesAsync([world.Queue], ct)),
        Route("ListLineAsync", (s, ct) => s.ListLineAsync(world.Queue, 5_000, ct)),
        Route("FindLanguageAsync", (s, ct) => s.FindLanguageAsync(CustomerId.New(), ct)),
        Route("ListAnswersAsync", (s, ct) => s.ListAnswersAsync(Now.AddMinutes(-30), 5_000, ct)),
        Route("ListPastAsync", (s, ct) => s.ListPastAsync([world.Queue], Now.AddDays(-1), Now, 20_000, ct)),
        Route("ListDecisionsAsync", (s, ct) => s.ListDecisionsAsync(conversation, 20, ct)),
        Route("ListQueuesWithWaitingAsync", (s, ct) => s.ListQueuesWithWaitingAsync(ct)),
        Route("ListQueuesOfAsync", (s, ct) => s.ListQueuesOfAsync(agent.User, ct)),
        Route("ListExpiredOffersAsync", (s, ct) => s.ListExpiredOffersAsync(Now.AddDays(1), 50, ct)),
        Route("CorrectLoadsAsync", async (s, ct) =>
        {
            await using (var db = database.Open()) await db.Agents.Where(a => a.Id == agent.User).ExecuteUpdateAsync(u => u.SetProperty(a => a.Load.Chat, 7), ct);
            await s.CorrectLoadsAsync(ct);
        }),
    ];

    private IEnumerable<StorePath> Triages()
    {
        var record = new TriageRecord { ConversationId = conversation, Id = Guid.CreateVersion7(), Version = 1, At = Now };
        var draft = new TriageVersion { Number = 1_000_000, Revision = 1, SavedAt = Now, SavedBy = "Rosa" };
        return
        [
            Triage("ListVersionsAsync", (s, ct) => s.ListVersionsAsync(20, ct)),
            Triage("FindPublishedAsync", (s, ct) => s.FindPublishedAsync(ct)),
            Triage("FindVersionAsync", (s, ct) => s.FindVersionAsync(1, ct)),
            Triage("SaveDraftAsync: begun", (s, ct) => s.SaveDraftAsync(draft, ct)),
            Triage("SaveDraftAsync: again", (s, ct) => s.SaveDraftAsync(draft with { Revision = 2 }, ct)),
            Triage("PublishAsync", (s, ct) => s.PublishAsync(1, 1, "Rosa", Now, ct)),
            Triage("FindCaseAsync", (s, ct) => s.FindCaseAsync(conversation, ct)),
            Triage("ListCasesAsync", (s, ct) => s.ListCasesAsync(Now, 0, 100, ct)),
            Triage("ListOverdueAsync", (s, ct) => s.ListOverdueAsync(Now.AddDays(1), 50, ct)),
            Triage("RecordAsync", (s, ct) => s.RecordAsync(record with { Id = Guid.CreateVersion7() }, ct)),
            Triage("ForgetAsync", (s, ct) => s.ForgetAsync(record, ct)),
            Triage("FindRecordAsync", (s, ct) => s.FindRecordAsync(conversation, ct)),
        ];
    }

    private StorePath Triage(string name, Func<ITriageStore, CancellationToken, Task> run) => new($"ITriageStore.{name}", ct => run(database.Get<ITriageStore>(), ct));

    private IEnumerable<StorePath> People() =>
    [
        new("ICustomerStore.FindAsync", ct => Customers.FindAsync(customer.Customer, ct)),
        new("ICustomerStore.FindByExternalIdAsync", ct => Customers.FindByExternalIdAsync(world.Inbox, "42", ct)),
        new("ICustomerStore.SaveAsync", async ct => await Customers.SaveAsync((await Customers.FindAsync(customer.Customer, ct))! with { Language = "de" }, ct)),
        new("IInboxStore.FindAsync", ct => Inboxes.FindAsync(world.Inbox, ct)),
        new("IInboxStore.FindByKeyAsync", ct => Inboxes.FindByKeyAsync("demo", ct)),
        new("IInboxStore.ListAsync", ct => Inboxes.ListAsync(ct)),
        new("IInboxStore.SaveAsync", async ct => await Inboxes.SaveAsync((await Inboxes.FindAsync(world.Inbox, ct))! with { Name = "Shop" }, ct)),
    ];

    private IEnumerable<StorePath> Nodes() =>
    [
        new("INodeStore.BeatAsync", ct => database.Get<INodeStore>().BeatAsync(new NodeRow { Id = Guid.NewGuid(), Beat = 1, LastNews = 1 }, true, new([Topic.Desk]), ct)),
        new("INodeStore.ListAsync", ct => database.Get<INodeStore>().ListAsync(ct)),
        new("INodeStore.ReadNewsAsync", ct => database.Get<INodeStore>().ReadNewsAsync(Guid.NewGuid(), 0, ct)),
        new("INodeStore.RemoveAsync", ct => database.Get<INodeStore>().RemoveAsync(Guid.NewGuid(), ct)),
    ];
    private IEnumerable<StorePath> Promises()
    {
        var promise = new Commitment { Id = Guid.CreateVersion7(), ConversationId = conversation, UserId = agent.User, Text = "I will write by 15:00", Sequence = 1, MadeAt = Now, Due = Now, OpenUntil = Now };
        return
        [
            new("ICommitmentStore.AddAsync", ct => database.Get<ICommitmentStore>().AddAsync(promise, ct)),
            new("ICommitmentStore.ListOpenAsync", ct => database.Get<ICommitmentStore>().ListOpenAsync(agent.User, 50, ct)),
            new("ICommitmentStore.MoveAsync", ct => database.Get<ICommitmentStore>().MoveAsync(conversation, agent.User, ct)),
            new("ICommitmentStore.EndAllAsync", ct => database.Get<ICommitmentStore>().EndAllAsync(conversation, ct)),
            new("ICommitmentStore.EndAsync", ct => database.Get<ICommitmentStore>().EndAsync(promise.Id, agent.User, ct)),
        ];
    }

    private IEnumerable<StorePath> Escalations()
    {
        var tier = new Tier { Id = Guid.CreateVersion7(), Name = "Experts", QueueId = world.Queue };
        var asked = new EscalationCase { Id = Guid.CreateVersion7(), ConversationId = conversation, TierId = tier.Id, TierName = tier.Name, QueueId = world.Queue, FromQueueId = world.Queue, Cause = default, State = default, TierAskedAt = Now, FromName = "Ines", AskedAt = Now, AcceptBy = Now, Packet = new() };
        return
        [
            Escalate("SaveTierAsync", (s, ct) => s.SaveTierAsync(tier, ct)),
            Escalate("ListTiersAsync", (s, ct) => s.ListTiersAsync(ct)),
            Escalate("AddAsync", (s, ct) => s.AddAsync(asked, ct)),
            Escalate("ChangeAsync", (s, ct) => s.ChangeAsync(asked with { Lapses = 1 }, ct)),
            Escalate("FindAsync", (s, ct) => s.FindAsync(asked.Id, ct)),
            Escalate("ListOfAsync", (s, ct) => s.ListOfAsync(conversation, 20, ct)),
            Escalate("ListAskedAsync", (s, ct) => s.ListAskedAsync([world.Queue], 20, ct)),
            Escalate("ListLapsedAsync", (s, ct) => s.ListLapsedAsync(Now, 100, ct)),
            Escalate("ListUnfinishedAsync", (s, ct) => s.ListUnfinishedAsync(Now, 100, ct)),
            Escalate("FindOpenAsync", (s, ct) => s.FindOpenAsync(conversation, ct)),
            Escalate("MarkToldAsync", (s, ct) => s.MarkToldAsync(asked.Id, tier.Id, Now, ct)),
            Escalate("MarkPastAsync", (s, ct) => s.MarkPastAsync(conversation, ct)),
            Escalate("ListUntoldAsync", (s, ct) => s.ListUntoldAsync(Now, 100, ct)),
            Escalate("ListLateAsync", (s, ct) => s.ListLateAsync(Now.AddHours(-1), Now, 100, ct)),
            Escalate("TallyAsync", (s, ct) => s.TallyAsync(Now.AddDays(-7), ct)),
            Escalate("AskedAgainAsync", (s, ct) => s.AskedAgainAsync(Now.AddDays(-7), ct)),
            Escalate("ListUnmeasuredAsync", (s, ct) => s.ListUnmeasuredAsync(100, ct)),
            Escalate("ListSinceAsync", (s, ct) => s.ListSinceAsync(Now.AddDays(-1), 500, ct)),
            Escalate("DeleteTierAsync", (s, ct) => s.DeleteTierAsync(tier.Id, ct)),
        ];
    }

    private StorePath Escalate(string name, Func<IEscalationStore, CancellationToken, Task> run) => new($"IEscalationStore.{name}", ct => run(database.Get<IEscalationStore>(), ct));

    private IEnumerable<StorePath> Standards() =>
    [
        Standard("ReadAsync", (s, ct) => s.ReadAsync(ct)),
        Standard("SaveCalendarAsync", (s, ct) => s.SaveCalendarAsync(new() { Id = CalendarId.New(), Name = "Weekdays" }, ct)),
        Standard("DeleteCalendarAsync", (s, ct) => s.DeleteCalendarAsync(CalendarId.New(), ct)),
        Standard("SavePolicyAsync", (s, ct) => s.SavePolicyAsync(StandardRules.Suggested(PolicyId.New()) with { Name = "Gold" }, ct)),
        Standard("DeletePolicyAsync", (s, ct) => s.DeletePolicyAsync(PolicyId.New(), ct)),
        Standard("ListDueAlarmsAsync", (s, ct) => s.ListDueAlarmsAsync(Now, 200, ct)),
        Standard("ListRunningAsync", (s, ct) => s.ListRunningAsync(ct)),
    ];

    private StorePath Standard(string name, Func<IServiceLevelStore, CancellationToken, Task> run) => new($"IServiceLevelStore.{name}", ct => run(database.Get<IServiceLevelStore>(), ct));
    private IEnumerable<StorePath> Colleagues()
    {
        var mention = new Mention { UserId = agent.User, ConversationId = conversation, Sequence = 1, ById = agent.User, ByName = "Ines", Excerpt = "x", At = Now };
        var consult = new Consult { Id = Guid.CreateVersion7(), ConversationId = conversation, AskedById = agent.User, AskedByName = "Ines", ToUserId = agent.User, ToName = "Ines", Question = "?", AskedAt = Now, LapsesAt = Now.AddDays(9) };
        var problem = new Problem { Id = Guid.CreateVersion7(), Title = "x", OpenedById = agent.User, OpenedByName = "Ines", OpenedAt = Now };
        var update = new ProblemUpdate { Id = Guid.CreateVersion7(), ProblemId = problem.Id, Text = "x", AuthorId = agent.Id, AuthorRole = Role.Supervisor, AuthorName = "Ines", At = Now };
        return
        [
            Together("AddMentionsAsync", (s, ct) => s.AddMentionsAsync([mention], ct)),
            Together("ListMentionsAsync", (s, ct) => s.ListMentionsAsync(agent.User, 100, ct)),
            Together("CountUnseenAsync", (s, ct) => s.CountUnseenAsync(agent.User, 100, ct)),
            Together("FollowAsync", (s, ct) => s.FollowAsync(new() { ConversationId = conversation, UserId = agent.User, Since = Now }, ct)),
            Together("ListFollowersAsync", (s, ct) => s.ListFollowersAsync(conversation, ct)),
            Together("ListFollowedAsync", (s, ct) => s.ListFollowedAsync(agent.User, 100, ct)),
            Together("SeeAsync", (s, ct) => s.SeeAsync(agent.User, conversation, 1, Now, ct)),
            Together("UnfollowAsync", (s, ct) => s.UnfollowAsync(conversation, agent.User, ct)),
            Together("AddConsultAsync", (s, ct) => s.AddConsultAsync(consult, ct)),
            Together("FindConsultAsync", (s, ct) => s.FindConsultAsync(consult.Id, ct)),
            Together("ListLiveConsultsAsync", (s, ct) => s.ListLiveConsultsAsync(conversation, ct)),
            Together("ListConsultsForAsync", (s, ct) => s.ListConsultsForAsync(agent.User, [world.Queue], 50, ct)),
            Together("CountBorneConsultsAsync", (s, ct) => s.CountBorneConsultsAsync(agent.User, ct)),
            Together("ListDueConsultsAsync", (s, ct) => s.ListDueConsultsAsync(Now.AddDays(10), 50, ct)),
            Together("ReplaceConsultAsync", (s, ct) => s.ReplaceConsultAsync(consult, consult with { Status = ConsultStatus.Accepted, HolderId = agent.User, Version = 1 }, ct)),
            Together("AddWhisperAsync", (s, ct) => s.AddWhisperAsync(new() { Id = Guid.CreateVersion7(), ConversationId = conversation, AgentId = agent.User, AuthorId = agent.User, AuthorName = "Ines", Text = "x", At = Now }, ct)),
            Together("ListUnseenWhispersAsync", (s, ct) => s.ListUnseenWhispersAsync(agent.User, 20, ct)),
            Together("SeeWhispersAsync", (s, ct) => s.SeeWhispersAsync(agent.User, conversation, ct)),
            Together("ListWhispersAsync: all", (s, ct) => s.ListWhispersAsync(conversation, null, 20, ct)),
            Together("ListWhispersAsync: own", (s, ct) => s.ListWhispersAsync(conversation, agent.User, 20, ct)),
            Together("AddTeamMessageAsync", (s, ct) => s.AddTeamMessageAsync(new() { Id = Guid.CreateVersion7(), QueueId = world.Queue, AuthorId = agent.User, AuthorName = "Ines", Text = "x", At = Now }, ct)),
            Together("ListTeamMessagesAsync", (s, ct) => s.ListTeamMessagesAsync(world.Queue, Now.AddDays(1), 50, ct)),
            Together("MarkTeamReadAsync: first", (s, ct) => s.MarkTeamReadAsync(new() { QueueId = world.Queue, UserId = agent.User, ReadTo = Now }, ct)),
            Together("MarkTeamReadAsync: further", (s, ct) => s.MarkTeamReadAsync(new() { QueueId = world.Queue, UserId = agent.User, ReadTo = Now.AddSeconds(1) }, ct)),
            Together("CountTeamUnreadAsync", (s, ct) => s.CountTeamUnreadAsync(agent.User, 99, ct)),
            Together("AddProblemAsync", (s, ct) => s.AddProblemAsync(problem, ct)),
            Together("FindProblemAsync", (s, ct) => s.FindProblemAsync(problem.Id, ct)),
            Together("ListProblemsAsync", (s, ct) => s.ListProblemsAsync(100, ct)),
            Together("LinkAsync", (s, ct) => s.LinkAsync(new() { ProblemId = problem.Id, ConversationId = conversation, At = Now }, 100, ct)),
            Together("ListProblemsOfAsync", (s, ct) => s.ListProblemsOfAsync(conversation, ct)),
            Together("ListLinkedAsync", (s, ct) => s.ListLinkedAsync(problem.Id, 100, ct)),
            Together("CountLinkedAsync", (s, ct) => s.CountLinkedAsync(problem.Id, ct)),
            Together("AddUpdateAsync", (s, ct) => s.AddUpdateAsync(update, 100, ct)),
            Together("ListUpdatesAsync", (s, ct) => s.ListUpdatesAsync(problem.Id, 20, ct)),
            Together("ListWaitingDeliveriesAsync", (s, ct) => s.ListWaitingDeliveriesAsync(Now, 50, ct)),
            Together("SettleAsync", (s, ct) => s.SettleAsync([new() { UpdateId = update.Id, ConversationId = conversation, Status = DeliveryStatus.Posted }], ct)),
            Together("UnlinkAsync", (s, ct) => s.UnlinkAsync(problem.Id, conversation, ct)),
            Together("PostponeAsync", (s, ct) => s.PostponeAsync(new() { UpdateId = update.Id, ConversationId = conversation, Failures = 1, DueAt = Now }, ct)),
            Together("ChangeCauseAsync", (s, ct) => s.ChangeCauseAsync(problem.Id, "A valve", ct)),
            Together("ReopenProblemAsync", (s, ct) => s.ReopenProblemAsync(problem.Id, ct)),
            Together("CloseProblemAsync", (s, ct) => s.CloseProblemAsync(problem.Id, Now, ct)),
        ];
    }

    private IEnumerable<StorePath> Plays()
    {
        var run = new TrafficRun { Customers = 5, PerMinute = 6, StartedAt = Now, StopsAt = Now.AddMinutes(30) };
        return
        [
            Play("FindAsync", (s, ct) => s.FindAsync(ct)),
            Play("StartAsync", (s, ct) => s.StartAsync(run, ct)),
            Play("HoldAsync", (s, ct) => s.HoldAsync(agent.Id, Now, Now.AddSeconds(10), ct)),
            Play("RemoveAsync", (s, ct) => s.RemoveAsync(Now, ct)),
            Play("StopAsync", (s, ct) => s.StopAsync(ct)),
            Talk("CountSimulatedAsync", (s, ct) => s.CountSimulatedAsync(100, ct)),
            Talk("RemoveSimulatedAsync", async (s, ct) =>
            {
                await world.Start.ExecuteAsync(World.Visitor() with { IsSimulated = true }, ConversationId.New(), world.Inbox, world.Queue, NewMessage.OfText(Guid.CreateVersion7(), "Hello"), ct);
                await s.RemoveSimulatedAsync(10, ct);
            }),
            new("ICustomerStore.RemoveSimulatedAsync", ct => Customers.RemoveSimulatedAsync(Now, ct)),
        ];
    }

    private StorePath Play(string name, Func<ITrafficStore, CancellationToken, Task> run) => new($"ITrafficStore.{name}", ct => run(database.Get<ITrafficStore>(), ct));

    private StorePath Together(string name, Func<ICollaborationStore, CancellationToken, Task> run) => new($"ICollaborationStore.{name}", ct => run(database.Get<ICollaborationStore>(), ct));

    private StorePath Talk(string name, Func<IConversationStore, CancellationToken, Task> run) => new($"IConversationStore.{name}", ct => run(Conversations, ct));

    private StorePath Route(string name, Func<IRoutingStore, CancellationToken, Task> run) => new($"IRoutingStore.{name}", ct => run(Routing, ct));
}
