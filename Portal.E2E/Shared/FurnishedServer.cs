using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Accounts;
using Portal.Domain.Channels;
using Portal.Domain.Collaboration;
using Portal.Domain.Conversations;
using Portal.Domain.Customers;
using Portal.Domain.Escalation;
using Portal.Domain.Routing;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;
using Portal.Domain.Triage;
using Portal.E2E.Channels;

namespace Portal.E2E.Shared;

/// <summary>A server in the middle of a day: something of everything that a page can show, so that no page is looked at while it is empty.</summary>
public sealed class FurnishedServer : IAsyncLifetime
{
    private static readonly Actor Ines = new(DemoAccounts.Ines.Id.Value, Role.Agent, DemoAccounts.Ines.Name);
    private static readonly Actor Rosa = new(DemoAccounts.Rosa.Id.Value, Role.Supervisor, DemoAccounts.Rosa.Name);
    private static readonly Actor Adam = new(DemoAccounts.Adam.Id.Value, Role.Admin, DemoAccounts.Adam.Name);

    private readonly Dictionary<string, Guid> ids = [];
    private readonly Dictionary<string, BrowserSession> people = [];
    private PortalServer? server;
    private WebApplication? app;

    private static CancellationToken Ct => CancellationToken.None;

    // The server only with the first page: where no browser is installed, none is started.
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Somebody at a browser, the same one for every page that they open; nobody in particular for null.</summary>
    public async Task<BrowserSession> PersonAsync(PortalFixture portal, string? signIn)
    {
        if (people.TryGetValue(signIn ?? "", out var known)) return known;
        await portal.BrowserAsync();
        if (server is null)
        {
            server = await PortalServer.StartAsync();
            await using (app = ServerInboxes.Open(server)) await FurnishAsync();
        }

        var person = people[signIn ?? ""] = await portal.OpenAsync(server);
        if (signIn is not null) await person.SignInAsync(signIn);
        return person;
    }

    /// <summary>The address of a page, with the id of something that is there.</summary>
    public string PathOf(string route)
    {
        var at = route.IndexOf('{', StringComparison.Ordinal);
        if (at < 0) return route;
        Assert.True(ids.ContainsKey(route), $"{route} needs an id: furnish the server with one of its kind.");
        return route[..at] + ids[route];
    }

    /// <summary>What must stand on the page before it is looked at; null where its heading is enough.</summary>
    public string? TextOf(string route) => route switch
    {
        "/workspace/{Conversation:guid}" => "Yes, six are left",
        "/workspace" => "Mara Lindqvist",
        "/mentions" => "please have a look",
        "/problems" or "/problems/{Id:guid}" => "Kettles leak",
        "/team/{Queue:guid}" => "Kettles: see the problem",
        "/escalations" => "Returns specialists",
        "/live" => "Orders",
        "/routing/surge" => "Returns",
        "/admin/triage" => "Money back",
        "/admin/skills" => "German",
        "/admin/calendars" => "Office",
        "/admin/service-levels" => "Gold",
        "/admin/queues" => "Orders",
        _ => null,
    };

    public async ValueTask DisposeAsync()
    {
        foreach (var person in people.Values) await person.DisposeAsync();
        if (server is not null) await server.DisposeAsync();
    }

    private T Get<T>() where T : notnull => app!.Services.GetRequiredService<T>();

    private async Task FurnishAsync()
    {
        var inbox = (await Get<FindInbox>().ByKeyAsync(Portal.Hosting.DemoOrganisation.InboxKey, Ct))!;
        var queues = await Get<ReadTeam>().QueuesAsync(Adam, Ct);
        var (orders, returns) = (queues.Single(q => q.Id == inbox.QueueId), queues.Single(q => q.Id != inbox.QueueId));
        var tier = (await Get<ReadEscalations>().TiersAsync(Adam, Ct)).Single();
        (ids["/admin/inboxes/{Id:guid}"], ids["/admin/queues/{Id:guid}"], ids["/team/{Queue:guid}"], ids["/admin/tiers/{Id:guid}"]) = (inbox.Id.Value, orders.Id.Value, orders.Id.Value, tier.Id);
        await MakeRulesAsync(orders, returns);
        await TalkAsync(inbox.Id, orders, tier);
    }

    private async Task MakeRulesAsync(Queue orders, Queue returns)
    {
        var skill = new Skill { Id = SkillId.New(), Name = "German", Language = "de" };
        Assert.IsType<SaveSkillOutcome.Saved>(await Get<SaveSkill>().ExecuteAsync(Adam, skill, new Dictionary<UserId, int> { [DemoAccounts.Tomas.Id] = 4 }, Ct));
        var calendar = new BusinessCalendar
        {
            Id = CalendarId.New(), Name = "Office", TimeZone = "Europe/Berlin", Holidays = [new(new(2026, 12, 24), "Christmas Eve", new(9, 0), new(12, 0)), new(new(2026, 12, 25), "Christmas")],
            Week = [.. Enum.GetValues<DayOfWeek>().Select(d => new OpenHours(d, TimeOnly.MinValue, TimeOnly.MinValue))],
        };
        Assert.IsType<SaveStandardOutcome.Saved>(await Get<SaveCalendar>().ExecuteAsync(Adam, calendar, Ct));
        var policy = StandardRules.Suggested(PolicyId.New()) with { Name = "Gold", OnBreach = AlarmActions.Notify | AlarmActions.RaisePriority };
        Assert.IsType<SaveStandardOutcome.Saved>(await Get<SavePolicy>().ExecuteAsync(Adam, policy, Ct));
        var full = orders with
        {
            CalendarId = calendar.Id, PolicyId = policy.Id, Needs = [new(skill.Id, 3)], Relaxation = [new(TimeSpan.FromMinutes(1), 1), new(TimeSpan.FromMinutes(3), 5)],
            LongestLine = 20, OverflowTo = returns.Id, OverflowAfter = TimeSpan.FromMinutes(20), WhenFull = WhenFull.AskEmail, OfferEmailAfter = TimeSpan.FromMinutes(2), WrapUp = TimeSpan.FromMinutes(5), RampUp = TimeSpan.FromMinutes(10),
        };
        Assert.IsType<SaveQueueOutcome.Saved>(await Get<SaveQueue>().ExecuteAsync(Adam, full, [DemoAccounts.Ines.Id, DemoAccounts.Tomas.Id], [DemoAccounts.Tomas.Id], Ct));
        Assert.True(await Get<SetSurge>().ExecuteAsync(Rosa, returns.Id, 150, TimeSpan.FromHours(2), Ct));
        var rule = new TriageRule
        {
            Id = Guid.CreateVersion7(), Name = "Money back", When = new(Match.Any, [new Condition.Test(Field.Text, Operator.ContainsWord, ["refund", "money back"])]),
            Then = new() { Topic = "Refunds", Queue = returns.Id, Tags = ["money"], Level = PriorityLevel.High },
        };
        Assert.IsType<TriageOutcome.Done>(await Get<SaveTriageDraft>().ExecuteAsync(Adam, null, [rule], Ct));
        (ids["/admin/skills/{Id:guid}"], ids["/admin/calendars/{Id:guid}"], ids["/admin/service-levels/{Id:guid}"]) = (skill.Id.Value, calendar.Id.Value, policy.Id.Value);
    }

    private async Task TalkAsync(InboxId inbox, Queue orders, Tier tier)
    {
        var (leak, customer) = await WriteAsync(inbox, orders, "Mara Lindqvist", "My kettle leaks. It is order #A-10442 and I want my money back");
        ids["/workspace/{Conversation:guid}"] = leak.Value;
        Assert.IsType<ChangeOutcome.Done>(await Get<AssignConversation>().ExecuteAsync(Adam, leak, Ines.User, Ines.Name, CapacityClaim.ByHand, RoutingReasons.ByHand, null, Ct));
        await SayAsync(Ines, leak, "I am sorry to hear that. I will check the warehouse by 15:00.");
        await SayAsync(customer, leak, "Thank you. Is there another one?");
        Assert.IsType<PostOutcome.Sent>(await Get<WriteNote>().ExecuteAsync(Rosa, leak, Guid.CreateVersion7(), $"@{Ines.Name} please have a look at the problem", Ct));
        var consult = Assert.IsType<ConsultOutcome.Done>(await Get<AskConsult>().ExecuteAsync(Ines, leak, DemoAccounts.Tomas.Id, null, "Is a new one in stock?", Ct)).Consult;
        await SayAsync(Ines, leak, "Yes, six are left.");
        Assert.NotEqual(default, consult.Id);
        Assert.IsType<EscalationOutcome.Done>(await Get<AskEscalation>().ExecuteAsync(Ines, leak, tier.Id, EscalationCause.ByHand, new() { Goal = "A new kettle, or the money back", Tried = [new("Looked the parcel up")] }, null, Ct));

        var problem = Assert.IsType<ProblemOutcome.Done>(await Get<OpenProblem>().ExecuteAsync(Rosa, "Kettles leak", "A batch of seals is too hard.", Ct)).Problem;
        ids["/problems/{Id:guid}"] = problem.Id;
        Assert.IsType<ProblemOutcome.Done>(await Get<LinkProblem>().ExecuteAsync(Rosa, problem.Id, leak, link: true, Ct));
        Assert.IsType<ProblemOutcome.Done>(await Get<SendProblemUpdate>().ExecuteAsync(Rosa, problem.Id, Guid.CreateVersion7(), "We found the cause.", Ct));
        Assert.Null(await Get<TeamChannel>().WriteAsync(Ines, orders.Id, Guid.CreateVersion7(), "Kettles: see the problem", Ct));

        // One waits and is urgent, one sleeps, one is done and its agent wraps up.
        var (urgent, _) = await WriteAsync(inbox, orders, "Jonas Albrecht-Winterfeld von der Heide", "Where is my order? This is the third time I ask!");
        Assert.IsType<ChangeOutcome.Done>(await Get<SetPriority>().ExecuteAsync(Rosa, urgent, PriorityLevel.Urgent, null, Ct));
        var (asleep, _) = await WriteAsync(inbox, orders, "Priya Raman", "Please call me tomorrow");
        Assert.IsType<ChangeOutcome.Done>(await Get<AssignConversation>().ExecuteAsync(Adam, asleep, Ines.User, Ines.Name, CapacityClaim.ByHand, RoutingReasons.ByHand, null, Ct));
        Assert.IsType<ChangeOutcome.Done>(await Get<SnoozeConversation>().ExecuteAsync(Ines, asleep, DateTimeOffset.UtcNow.AddHours(20), Ct));
        var (done, _) = await WriteAsync(inbox, orders, "Oleg Marchenko", "Which lid fits the small kettle?");
        Assert.IsType<ChangeOutcome.Done>(await Get<AssignConversation>().ExecuteAsync(Adam, done, Ines.User, Ines.Name, CapacityClaim.ByHand, RoutingReasons.ByHand, null, Ct));
        await SayAsync(Ines, done, "The blue one.");
        Assert.IsType<ChangeOutcome.Done>(await Get<ResolveConversation>().ExecuteAsync(Ines, done, Ct));
    }

    private async Task<(ConversationId Id, Actor Customer)> WriteAsync(InboxId inbox, Queue queue, string name, string text)
    {
        var customer = Actor.Of(CustomerId.New(), name);
        await Get<ICustomerStore>().SaveAsync(new Customer { Id = customer.Customer, Name = name, CreatedAt = DateTimeOffset.UtcNow, LastSeenAt = DateTimeOffset.UtcNow }, Ct);
        var id = ConversationId.New();
        Assert.IsType<PostOutcome.Sent>(await Get<StartConversation>().ExecuteAsync(customer, id, inbox, queue.Id, NewMessage.OfText(Guid.CreateVersion7(), text), Ct));
        return (id, customer);
    }

    private async Task SayAsync(Actor who, ConversationId id, string text) => Assert.IsType<PostOutcome.Sent>(await Get<PostMessage>().ExecuteAsync(who, id, NewMessage.OfText(Guid.CreateVersion7(), text), Ct));
}
