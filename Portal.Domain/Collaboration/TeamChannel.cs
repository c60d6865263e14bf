using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Domain.Collaboration;

/// <summary>The channel of each queue's people, with how the queue stands. For its members, and for those who lead.</summary>
public sealed class TeamChannel(ICollaborationStore store, ReadTeam team, IEventHub hub, TimeProvider clock)
{
    public const int Page = 50;
    public const int MostCounted = 200;
    public const int MostUnread = 99;
    public const int LongestText = 2_000;

    /// <summary>The channels that the actor may read, by name.</summary>
    public async Task<IReadOnlyList<TeamState>> ListAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.IsStaff) return [];
        var members = (await team.MembersAsync(actor, ct)).ToLookup(m => m.QueueId, m => m.UserId);
        var agents = (await team.AgentsAsync(actor, ct)).Where(a => a.IsEnabled).ToDictionary(a => a.Id);
        var states = new List<TeamState>();
        var queues = (await team.QueuesAsync(actor, ct)).Where(q => actor.Leads || members[q.Id].Contains(actor.User)).ToList();
        var lines = await team.LinesAsync(actor, [.. queues.Select(q => q.Id)], ct);
        foreach (var queue in queues)
        {
            var line = lines.GetValueOrDefault(queue.Id);
            var people = members[queue.Id].Where(agents.ContainsKey).Select(id => agents[id]).ToList();
            states.Add(new(queue.Id, queue.Name, line?.Waiting ?? 0, line?.Since, people.Count(a => a.Presence is Presence.Available), people.Count));
        }

        return states;
    }

    /// <summary>The channels of the actor's own queues: what is said there concerns them wherever they are.</summary>
    public async Task<IReadOnlyDictionary<QueueId, string>> OwnAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.IsStaff) return new Dictionary<QueueId, string>();
        var own = (await team.MembersAsync(actor, ct)).Where(m => m.UserId == actor.User).Select(m => m.QueueId).ToHashSet();
        return own.Count == 0 ? new Dictionary<QueueId, string>() : (await team.QueuesAsync(actor, ct)).Where(q => own.Contains(q.Id)).ToDictionary(q => q.Id, q => q.Name);
    }

    /// <summary>The newest messages below <paramref name="before"/>, oldest first; nothing for those outside.</summary>
    public async Task<IReadOnlyList<TeamMessage>> ReadAsync(Actor actor, QueueId queue, DateTimeOffset before, CancellationToken ct) =>
        await MayAsync(actor, queue, ct) ? await store.ListTeamMessagesAsync(queue, before, Page, ct) : [];

    /// <summary>What others said in the channels of the actor's own queues since the actor read there. What was said before a new member came to any page is not news to them.</summary>
    public async Task<IReadOnlyDictionary<QueueId, int>> UnreadAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.IsStaff) return new Dictionary<QueueId, int>();
        var unread = await store.CountTeamUnreadAsync(actor.User, MostUnread, ct);
        foreach (var begun in unread.Where(u => !u.HasMark))
            await store.MarkTeamReadAsync(new() { QueueId = begun.Queue, UserId = actor.User, ReadTo = clock.GetUtcNow() }, ct);
        return unread.ToDictionary(u => u.Queue, u => u.Count);
    }

    /// <summary>The actor has read what was said in one of their own queues. Those who only lead are counted nothing, and keep no mark.</summary>
    /// <param name="upTo">When the newest message was written that was there to be read.</param>
    public async Task SeeAsync(Actor actor, QueueId queue, DateTimeOffset upTo, CancellationToken ct)
    {
        if (!actor.IsStaff || !await store.MarkTeamReadAsync(new() { QueueId = queue, UserId = actor.User, ReadTo = upTo }, ct)) return;
        hub.Publish(new TeamChannelRead(actor.User, queue));
    }

    /// <returns>Null when it was said; else why not.</returns>
    public async Task<Refusal?> WriteAsync(Actor actor, QueueId queue, Guid id, string text, CancellationToken ct)
    {
        if (!await MayAsync(actor, queue, ct)) return Refusal.NotYours;
        if (string.IsNullOrWhiteSpace(text)) return Refusal.Empty;
        if (text.Length > LongestText) return Refusal.TooLong;
        if (!TextRules.IsStorable(text)) return Refusal.Unreadable;
        var message = new TeamMessage { Id = id, QueueId = queue, AuthorId = actor.User, AuthorName = actor.Name, Text = text.Trim(), At = clock.GetUtcNow() };
        if (await store.AddTeamMessageAsync(message, ct)) hub.Publish(new TeamMessageWritten(message));
        return null;
    }

    /// <summary>Whether the actor may listen to <see cref="Topic.Team"/> of this queue.</summary>
    public async Task<bool> MayAsync(Actor actor, QueueId queue, CancellationToken ct) =>
        actor.IsStaff && (actor.Leads || (await team.MembersAsync(actor, ct)).Any(m => m.QueueId == queue && m.UserId == actor.User));
}
