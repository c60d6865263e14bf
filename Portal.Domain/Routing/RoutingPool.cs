using System.Runtime.InteropServices;
using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>
/// The members of queues, with an index of those who could be asked, so that a decision need not look at everybody: the same
/// rules as <see cref="RoutingRules.Decide"/>, which looks at all of them in order to explain. For many decisions in memory.
/// </summary>
/// <param name="percent">By so much capacities count at the most: above 100 where a queue may be in surge.</param>
public sealed class RoutingPool(int percent = 100)
{
    private readonly Dictionary<UserId, Member> members = [];
    private readonly Dictionary<QueueId, Line> open = [];

    /// <summary>Members who could be asked by some queue now.</summary>
    public int Open { get; private set; }

    public IEnumerable<Agent> Agents => members.Values.Select(m => m.Agent);

    /// <summary>Makes the agent a member of the queue.</summary>
    public void Add(QueueId queue, Seat seat)
    {
        if (!members.TryGetValue(seat.Agent.Id, out var member)) members[seat.Agent.Id] = member = new(seat.Agent);
        Close(member);
        member.Places.Add(new(queue, member, seat.IsFallback));
        if (RoutingRules.IsEligible(member.Agent, percent)) Enter(member);
    }

    public Agent Find(UserId id) => members[id].Agent;

    /// <summary>What is known about the agent from now on.</summary>
    public void Update(Agent agent)
    {
        var member = members[agent.Id];
        if (RoutingRules.IsEligible(agent, percent) && member.IsOpen)
        {
            foreach (var place in member.Places)
            {
                var room = open[place.Queue].Room;
                room.Remove(place.Seat.Agent);
                room.Add(agent);
                place.Seat = new(agent, place.IsFallback);
            }

            member.Agent = agent;
            return;
        }

        Close(member);
        member.Agent = agent;
        if (RoutingRules.IsEligible(agent, percent)) Enter(member);
    }

    /// <returns>Who gets the conversation now, and why; nobody when it has to wait.</returns>
    public (Agent? Agent, string? Reason) Pick(RoutingAsk ask)
    {
        var line = open.GetValueOrDefault(ask.Queue.Id);
        var pick = new AgentPick(ask, ask.Queue.AgentChoice is AgentChoice.BestFit ? line?.Room : null);
        foreach (var place in CollectionsMarshal.AsSpan(line?.Places)) pick.Look(place.Seat, RoutingRules.Judge(place.Seat, ask));
        // Whoever had it before matters even without room: it may be kept for them.
        if (ask.KeepUntil is not null && members.TryGetValue(ask.Conversation.PreferredAgentId!.Value, out var known) && !known.IsOpen
            && known.Places.Find(p => p.Queue == ask.Queue.Id) is { } seat) pick.Look(new(known.Agent, seat.IsFallback), RoutingRules.Judge(new(known.Agent, seat.IsFallback), ask));
        var (chosen, reason) = pick.End();
        return (chosen?.Agent, reason);
    }

    private void Enter(Member member)
    {
        foreach (var place in member.Places)
        {
            place.Seat = new(member.Agent, place.IsFallback);
            if (!open.TryGetValue(place.Queue, out var line)) open[place.Queue] = line = new();
            place.At = line.Places.Count;
            line.Places.Add(place);
            line.Room.Add(member.Agent);
        }

        member.IsOpen = true;
        Open++;
    }

    private void Close(Member member)
    {
        if (!member.IsOpen) return;
        foreach (var place in member.Places)
        {
            // The last one takes its place: the order does not matter to a decision.
            var (line, room) = (open[place.Queue].Places, open[place.Queue].Room);
            line[place.At] = line[^1];
            line[place.At].At = place.At;
            line.RemoveAt(line.Count - 1);
            room.Remove(place.Seat.Agent);
        }

        member.IsOpen = false;
        Open--;
    }

    /// <summary>Those of one queue who could be asked.</summary>
    private sealed class Line
    {
        public List<Place> Places { get; } = [];
        public SkillRoom Room { get; } = new();
    }

    private sealed class Member(Agent agent)
    {
        public Agent Agent { get; set; } = agent;
        public List<Place> Places { get; } = [];
        public bool IsOpen { get; set; }
    }

    private sealed class Place(QueueId queue, Member member, bool isFallback)
    {
        public QueueId Queue => queue;
        public bool IsFallback => isFallback;
        public Seat Seat { get; set; } = new(member.Agent, isFallback);
        public int At { get; set; }
    }
}
