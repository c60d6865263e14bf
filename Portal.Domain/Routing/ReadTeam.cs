using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>Queues, members and agents as staff may see them.</summary>
public sealed class ReadTeam(IRoutingStore store)
{
    public async Task<IReadOnlyList<Queue>> QueuesAsync(Actor actor, CancellationToken ct) => MayRead(actor) ? await store.ListQueuesAsync(ct) : [];

    public async Task<IReadOnlyList<QueueMember>> MembersAsync(Actor actor, CancellationToken ct) => MayRead(actor) ? await store.ListMembersAsync(ct) : [];

    public async Task<IReadOnlyList<Agent>> AgentsAsync(Actor actor, CancellationToken ct) => MayRead(actor) ? await store.ListAgentsAsync(ct) : [];

    public async Task<IReadOnlyList<Skill>> SkillsAsync(Actor actor, CancellationToken ct) => MayRead(actor) ? await store.ListSkillsAsync(ct) : [];

    public async Task<Agent?> FindAsync(Actor actor, UserId id, CancellationToken ct) => MayRead(actor) ? await store.FindAgentAsync(id, ct) : null;

    /// <summary>The company's own statuses, and the time after which somebody idle is away.</summary>
    public async Task<RoutingSettings> SettingsAsync(Actor actor, CancellationToken ct) => MayRead(actor) ? await store.FindSettingsAsync(ct) : new();

    /// <summary>Changes of status, newest first; for those who lead.</summary>
    public async Task<IReadOnlyList<PresenceChange>> PresenceChangesAsync(Actor actor, int limit, CancellationToken ct) => actor.Leads ? await store.ListPresenceChangesAsync(limit, ct) : [];

    /// <summary>Surges of all queues, the last to begin first; for those who lead.</summary>
    public async Task<IReadOnlyList<SurgeRecord>> SurgesAsync(Actor actor, int limit, CancellationToken ct) => actor.Leads ? await store.ListSurgesAsync(limit, ct) : [];

    /// <summary>Who waits in a queue, longest first.</summary>
    public async Task<IReadOnlyList<InLine>> LineAsync(Actor actor, QueueId queue, int limit, CancellationToken ct) => MayRead(actor) ? await store.ListLineAsync(queue, limit, ct) : [];

    /// <summary>How the lines of these queues stand, in one read.</summary>
    public async Task<IReadOnlyDictionary<QueueId, LineCount>> LinesAsync(Actor actor, IReadOnlyCollection<QueueId> queues, CancellationToken ct) =>
        MayRead(actor) && queues.Count > 0 ? await store.CountLinesAsync(queues, ct) : new Dictionary<QueueId, LineCount>();

    /// <summary>Whether somebody of the queue is there to answer now. Told to customers too.</summary>
    public async Task<bool> AnybodyAvailableAsync(QueueId queue, CancellationToken ct) =>
        (await store.ListMembersOfAsync(queue, ct)).Any(a => a is { IsEnabled: true, Presence: Presence.Available });

    /// <summary>Whether a queue is in surge now. Told to customers too.</summary>
    public async Task<bool> IsInSurgeAsync(QueueId queue, DateTimeOffset now, CancellationToken ct) => await store.FindQueueAsync(queue, ct) is { } known && SurgeRules.IsOn(known, now);

    private static bool MayRead(Actor actor) => actor.IsStaff || actor.Role is Role.System;
}
