using System.Collections.Concurrent;
using Portal.Bench.Circuits;

namespace Portal.Bench.Load;

/// <summary>
/// Portal as it is used: each customer at a chat, each agent at one workspace with many conversations, of which one is open.
/// </summary>
internal sealed class DeskRoom(PortalTarget target, TimeSpan confirmsAfter = default) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Guid, LoadTalk> talks = new();
    private readonly List<DeskTalk> ends = [];
    private readonly Dictionary<AgentDesk, SemaphoreSlim> turns = [];
    private readonly Dictionary<Visitor, AgentDesk> desks = [];

    /// <summary>The conversations of each desk, in the order in which they came.</summary>
    public IReadOnlyDictionary<AgentDesk, List<LoadTalk>> Mine { get; private set; } = new Dictionary<AgentDesk, List<LoadTalk>>();

    public IReadOnlyList<Guid> ConversationsOf(Visitor agent) => [.. Mine[desks[agent]].Select(t => ((DeskTalk)t.Ends).Conversation)];

    /// <summary>Opens a workspace for each agent.</summary>
    public async Task EnterAsync(IEnumerable<Visitor> agents, CancellationToken ct)
    {
        var mine = new Dictionary<AgentDesk, List<LoadTalk>>();
        foreach (var agent in agents)
        {
            var desk = new AgentDesk(target.Server.Address, agent)
            {
                RecoversItself = false, ConfirmsAfter = confirmsAfter,
                Arrived = m =>
                {
                    if (m.Conversation is { } open && talks.TryGetValue(open, out var talk)) talk.Hear(End.Staff, m.Mine ? End.Staff : End.Customer, m.Text, m.Moment);
                },
            };
            await desk.OpenAsync(ct);
            (desks[agent], turns[desk], mine[desk]) = (desk, new(1, 1), []);
        }

        Mine = mine;
    }

    /// <summary>A customer begins; whoever gets the conversation opens it, which takes it.</summary>
    public async Task<LoadTalk> BeginAsync(int number, CancellationToken ct)
    {
        DeskTalk? ends = null;
        var talk = await LoadTalk.BeginAsync(async ear => ends = await DeskTalk.BeginAsync(target, confirmsAfter, ear, ct), glimpses: true);
        var conversation = ends!.Conversation;
        talks[conversation] = talk;
        ends.Desk = desks[await target.AgentOfAsync(conversation, ct)];
        lock (this.ends) this.ends.Add(ends);
        lock (turns) Mine[ends.Desk].Add(talk);
        await ShowAsync(ends.Desk, talk, ct);
        return talk;
    }

    /// <summary>Opens a conversation at its desk; from now on what its customer writes is heard there.</summary>
    public async Task ShowAsync(AgentDesk desk, LoadTalk talk, CancellationToken ct)
    {
        await turns[desk].WaitAsync(ct);
        try
        {
            foreach (var other in Mine[desk]) other.Look(false);
            await desk.OpenAsync(((DeskTalk)talk.Ends).Conversation, ct);
            talk.Look(true);
        }
        finally
        {
            turns[desk].Release();
        }
    }

    /// <summary>Opens every conversation once more and counts those whose history at the desk is not what was sent.</summary>
    public async Task<int> CheckDesksAsync(CancellationToken ct)
    {
        var wrong = 0;
        await Task.WhenAll(Mine.Select(async desk =>
        {
            foreach (var talk in desk.Value)
            {
                await desk.Key.OpenAsync(((DeskTalk)talk.Ends).Conversation, ct);
                var shown = await desk.Key.ReadAsync(ct);
                if (!talk.Agrees([.. shown.Select(m => (m.Mine ? End.Staff : End.Customer, m.Text))])) Interlocked.Increment(ref wrong);
            }
        }));
        return wrong;
    }

    public async ValueTask DisposeAsync()
    {
        await LoadRun.CloseAsync(ends);
        await LoadRun.LeaveAsync(desks.Values);
    }

    /// <summary>A customer's chat and the workspace at which it is answered, among others.</summary>
    private sealed class DeskTalk : ILoadTalk
    {
        private readonly CustomerChat customer;

        private DeskTalk(CustomerChat customer) => this.customer = customer;

        public Guid Conversation => customer.Conversation!.Value;

        public AgentDesk? Desk { get; set; }

        public static async Task<DeskTalk> BeginAsync(PortalTarget target, TimeSpan confirmsAfter, ILoadEar ear, CancellationToken ct)
        {
            var customer = new CustomerChat(target.Server.Address, PortalTarget.InboxKey)
            {
                RecoversItself = false, ConfirmsAfter = confirmsAfter, Arrived = m => ear.Hear(End.Customer, m.Mine ? End.Customer : End.Staff, m.Text, m.Moment),
            };
            await customer.OpenAsync(ct);
            await customer.SendAsync(Guid.CreateVersion7(), "Hello", ct);
            return new(customer);
        }

        public async Task SendAsync(End from, string text, CancellationToken ct)
        {
            var result = from is End.Customer
                ? await customer.SendAsync(Guid.CreateVersion7(), text, ct)
                : await Desk!.SendAsync(Guid.CreateVersion7(), Conversation, text, ct);
            if (!result.Sent) throw new InvalidOperationException($"A message was refused: {result.Reason}");
        }

        public ValueTask DisposeAsync() => customer.CloseAsync();
    }
}
