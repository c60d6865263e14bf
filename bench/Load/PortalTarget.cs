using System.Collections.Concurrent;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Portal.Bench.Circuits;
using Portal.Bench.Shared;
using Portal.Data;
using Portal.Data.Accounts;
using Portal.Domain.Accounts;
using Portal.Domain.Channels;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Bench.Load;

/// <summary>Portal itself: customers at the chat page, staff at the workspace, each a circuit of its own, on a SQLite file of its own.</summary>
internal sealed class PortalTarget : ILoadTarget
{
    public const string InboxKey = "bench";

    private const string Password = "Bench-only-1";

    private readonly string directory;
    private readonly Place place;
    private readonly IReadOnlyDictionary<UserId, Visitor> agents;
    private readonly ConcurrentDictionary<Visitor, AgentDesk> free = [];
    private readonly ConcurrentDictionary<Guid, ILoadEar> ears = [];
    private readonly List<AgentDesk> present = [];

    private PortalTarget(ServerProcess server, string directory, Place place, IReadOnlyDictionary<UserId, Visitor> agents) =>
        (Server, this.directory, this.place, this.agents) = (server, directory, place, agents);

    public string Name => "Portal";

    public ServerProcess Server { get; }

    /// <summary>The agents, signed in.</summary>
    public IReadOnlyCollection<Visitor> Agents => [.. agents.Values];

    /// <summary>Makes staff, a queue and an inbox, starts the server, signs the agents in and opens a workspace for each.</summary>
    public static async Task<PortalTarget> StartAsync(PortalOptions options, CancellationToken ct)
    {
        var directory = System.IO.Directory.CreateTempSubdirectory("portal-bench-").FullName;
        ServerProcess? server = null;
        Place? place = null;
        try
        {
            place = await Place.OpenAsync(Place.At(directory, postgres: null), Share);
            var users = await SeedAsync(place, options, ct);
            var home = Path.GetDirectoryName(options.Assembly)!;
            var published = System.IO.Directory.Exists(Path.Combine(home, "wwwroot"));
            server = await ServerProcess.StartAsync(options.Assembly, published ? home : Environment.CurrentDirectory, "health/ready", Settings(directory, options), ct);
            var visitors = new Dictionary<UserId, Visitor>();
            for (var n = 0; n < options.Agents; n++) visitors[users[n]] = await SignIn.AsAsync(server.Address, Email(n), Password, ct);
            var target = new PortalTarget(server, directory, place, visitors);
            foreach (var visitor in visitors.Values.Where(_ => options.Present))
            {
                var desk = await target.OpenDeskAsync(visitor, ct);
                target.present.Add(desk);
                target.free[visitor] = desk;
            }

            return target;
        }
        catch
        {
            if (server is not null) await server.DisposeAsync();
            if (place is not null) await place.DisposeAsync();
            System.IO.Directory.Delete(directory, recursive: true);
            throw;
        }
    }

    public Task<Visitor> SignInSupervisorAsync(CancellationToken ct) => SignIn.AsAsync(Server.Address, "supervisor@bench.example", Password, ct);

    public async Task<ILoadTalk> BeginAsync(int number, ILoadEar ear, CancellationToken ct) =>
        await PortalTalk.BeginAsync(this, ear, ct);

    /// <summary>
    /// The workspace of the agent to whom a conversation was given, with the conversation open: the one that makes the agent
    /// present, or a further one where that shows another conversation already.
    /// </summary>
    public async Task<AgentDesk> ShowAsync(Guid conversation, ILoadEar ear, CancellationToken ct)
    {
        var agent = await AgentOfAsync(conversation, ct);
        ears[conversation] = ear;
        if (!free.TryRemove(agent, out var desk))
        {
            desk = await OpenDeskAsync(agent, ct);
            lock (present) present.Add(desk);
        }

        await desk.OpenAsync(conversation, ct);
        return desk;
    }

    /// <summary>The agent to whom routing has given a conversation, as soon as it has.</summary>
    public async Task<Visitor> AgentOfAsync(Guid conversation, CancellationToken ct)
    {
        var store = place.Get<IConversationStore>();
        while (true)
        {
            if (await store.FindAsync(new(conversation), ct) is { AssigneeId: { } agent }) return agents[agent];
            await Task.Delay(50, ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var desk in present) await desk.DisposeAsync();
        await Server.DisposeAsync();
        await place.DisposeAsync();
        System.IO.Directory.Delete(directory, recursive: true);
    }

    private async Task<AgentDesk> OpenDeskAsync(Visitor agent, CancellationToken ct)
    {
        var desk = new AgentDesk(Server.Address, agent)
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

    private static string Email(int agent) => $"agent{agent}@bench.example";

    private static Dictionary<string, string> Settings(string directory, PortalOptions options)
    {
        var settings = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production", ["Data:Directory"] = directory, ["Logging:LogLevel:Default"] = "Warning",
            ["Limits:Circuits"] = "100000", ["Limits:CircuitsPerAddress"] = "100000",
        };
        foreach (var (key, value) in options.Settings) settings[key] = value;
        return settings;
    }

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

    /// <summary>The inbox's secret is sealed: with the keys that the server will read.</summary>
    private static void Share(IServiceCollection services)
    {
        services.RemoveAll<IDataProtectionProvider>();
        services.AddDataProtection().SetApplicationName("Portal").PersistKeysToDbContext<PortalDbContext>();
        services.AddPortalIdentity();
    }

    private static async Task<UserId> AddAsync(IAccountStore accounts, IRoutingStore routing, string name, string email, Role role, int capacity, CancellationToken ct)
    {
        var account = new NewAccount(new(Guid.CreateVersion7()), name, email, role, Password);
        if (!await accounts.CreateAsync(account, ct)) throw new InvalidOperationException($"{email} exists already.");
        await routing.SaveAgentAsync(account.Id, name, new(Chat: capacity), true, ct);
        return account.Id;
    }
}
