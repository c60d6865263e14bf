using System.Collections.Concurrent;
using Portal.Bench.Circuits;
using Portal.Bench.Shared;
using Portal.Domain.Accounts;
using Portal.Domain.Channels;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Bench.Load;

/// <summary>
/// Portal itself: customers at the chat page, staff at the workspace, each a circuit of its own. On a SQLite file of its own, or on
/// a database of its own of a server that is there, then by any number of nodes.
/// </summary>
internal sealed class PortalTarget : ILoadTarget
{
    public const string InboxKey = "bench";

    private const string Password = "Bench-only-1";

    private readonly PortalSite site;
    private readonly IReadOnlyDictionary<UserId, (Visitor Person, ServerProcess Node)> agents;
    private readonly ConcurrentDictionary<Visitor, ConcurrentBag<AgentDesk>> free = [];
    private readonly ConcurrentDictionary<Guid, ILoadEar> ears = [];
    private readonly List<AgentDesk> present = [];

    private PortalTarget(IReadOnlyList<ServerProcess> servers, PortalSite site, IReadOnlyDictionary<UserId, (Visitor, ServerProcess)> agents) =>
        (Servers, this.site, this.agents) = (servers, site, agents);

    public string Name => "Portal";

    /// <summary>The nodes. Customers and agents are spread over them in turn.</summary>
    public IReadOnlyList<ServerProcess> Servers { get; }

    public ServerProcess Server => Servers[0];

    /// <summary>The agents, signed in.</summary>
    public IReadOnlyCollection<Visitor> Agents => [.. agents.Values.Select(a => a.Person)];

    /// <summary>Makes staff, a queue and an inbox, starts the servers, signs the agents in and opens a workspace for each.</summary>
    public static async Task<PortalTarget> StartAsync(PortalOptions options, CancellationToken ct)
    {
        var site = await PortalSite.OpenAsync(options);
        var servers = new List<ServerProcess>();
        try
        {
            var users = await SeedAsync(site.Place, options, ct);
            // One after the other: the first prepares the database for the jobs.
            for (var n = 0; n < options.Nodes; n++) servers.Add(await ServerProcess.StartAsync(options.Assembly, site.Home, "health/ready", site.Settings, ct));
            var people = new Dictionary<UserId, (Visitor, ServerProcess)>();
            for (var n = 0; n < options.Agents; n++)
            {
                var node = servers[n % servers.Count];
                people[users[n]] = (await SignIn.AsAsync(node.Address, Email(n), Password, ct), node);
            }

            var target = new PortalTarget(servers, site, people);
            foreach (var visitor in target.Agents.Where(_ => options.Present))
            {
                var desk = await target.OpenDeskAsync(visitor, ct);
                target.present.Add(desk);
                target.FreeOf(visitor).Add(desk);
            }

            return target;
        }
        catch
        {
            foreach (var server in servers) await server.DisposeAsync();
            await site.DisposeAsync();
            throw;
        }
    }

    public Task<Visitor> SignInSupervisorAsync(CancellationToken ct) => SignIn.AsAsync(Server.Address, "supervisor@bench.example", Password, ct);

    public async Task<ILoadTalk> BeginAsync(int number, ILoadEar ear, CancellationToken ct) =>
        await PortalTalk.BeginAsync(this, Servers[number % Servers.Count].Address, ear, ct);

    public async Task<ILoadGuest> EnterAsync(CancellationToken ct)
    {
        var chat = new CustomerChat(Server.Address, InboxKey) { RecoversItself = false };
        await chat.OpenAsync(ct);
        return new PortalGuest(chat);
    }

    /// <summary>
    /// The workspace of the agent to whom a conversation was given, with the conversation open: the one that makes the agent
    /// present, or a further one where that shows another conversation already.
    /// </summary>
    public async Task<AgentDesk> ShowAsync(Guid conversation, ILoadEar ear, CancellationToken ct)
    {
        var agent = await AgentOfAsync(conversation, ct);
        ears[conversation] = ear;
        if (!FreeOf(agent).TryTake(out var desk))
        {
            desk = await OpenDeskAsync(agent, ct);
            lock (present) present.Add(desk);
        }

        await desk.OpenAsync(conversation, ct);
        return desk;
    }

    /// <summary>The workspace is free for another conversation.</summary>
    public void Leave(Guid conversation, AgentDesk desk)
    {
        ears.TryRemove(conversation, out _);
        FreeOf(desk.Agent).Add(desk);
    }

    /// <summary>The agent to whom routing has given a conversation, as soon as it has.</summary>
    public async Task<Visitor> AgentOfAsync(Guid conversation, CancellationToken ct)
    {
        var store = site.Place.Get<IConversationStore>();
        while (true)
        {
            if (await store.FindAsync(new(conversation), ct) is { AssigneeId: { } agent }) return agents[agent].Person;
            await Task.Delay(50, ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var desk in present) await desk.DisposeAsync();
        foreach (var server in Servers) await server.DisposeAsync();
        await site.DisposeAsync();
    }

    private ConcurrentBag<AgentDesk> FreeOf(Visitor agent) => free.GetOrAdd(agent, _ => []);

    private async Task<AgentDesk> OpenDeskAsync(Visitor agent, CancellationToken ct)
    {
        var desk = new AgentDesk(NodeOf(agent).Address, agent)
        {
            RecoversItself = false,
            Arrived = m =>
            {
                if (m.Conversation is { } open && ears.TryGetValue(open, out var ear)) ear.Hear(End.Staff, m.Mine ? End.Staff : End.Customer, m.Text, m.Moment);
            },
        };
        await desk.OpenAsync(ct);
        return desk;
    }

    /// <summary>Where an agent has signed in.</summary>
    public ServerProcess NodeOf(Visitor agent) => agents.Values.First(a => a.Person == agent).Node;

    private static string Email(int agent) => $"agent{agent}@bench.example";

    private static async Task<List<UserId>> SeedAsync(Place place, PortalOptions options, CancellationToken ct)
    {
        var (accounts, routing) = (place.Get<IAccountStore>(), place.Get<IRoutingStore>());
        var users = new List<UserId>();
        for (var n = 0; n < options.Agents; n++) users.Add(await AddAsync(accounts, routing, $"Agent {n}", Email(n), Role.Agent, options.Capacity, ct));
        foreach (var user in users) await routing.ChoosePresenceAsync(user, Presence.Available, "", DateTimeOffset.UtcNow, ct);
        await AddAsync(accounts, routing, "Supervisor", "supervisor@bench.example", Role.Supervisor, 1, ct);
        var queue = new Queue { Id = QueueId.New(), Name = "Bench" };
        await routing.SaveQueueAsync(queue, users, [], ct);
        var inbox = new Inbox { Id = InboxId.New(), Key = InboxKey, Name = "Bench", QueueId = queue.Id, Secret = InboxRules.NewSecret(), CreatedAt = DateTimeOffset.UtcNow };
        await place.Get<IInboxStore>().SaveAsync(inbox, ct);
        return users;
    }

    private static async Task<UserId> AddAsync(IAccountStore accounts, IRoutingStore routing, string name, string email, Role role, int capacity, CancellationToken ct)
    {
        var account = new NewAccount(new(Guid.CreateVersion7()), name, email, role, Password);
        if (!await accounts.CreateAsync(account, ct)) throw new InvalidOperationException($"{email} exists already.");
        await routing.SaveAgentAsync(account.Id, name, new(Chat: capacity), true, ct);
        return account.Id;
    }
}
