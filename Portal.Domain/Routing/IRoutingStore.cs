using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

public interface IRoutingStore
{
    Task<Queue?> FindQueueAsync(QueueId id, CancellationToken ct);

    Task<IReadOnlyList<Queue>> ListQueuesAsync(CancellationToken ct);

    Task<IReadOnlyList<QueueMember>> ListMembersAsync(CancellationToken ct);

    /// <summary>Inserts or updates the queue and makes <paramref name="members"/> its members; those of them in <paramref name="fallback"/> as fallback.</summary>
    Task SaveQueueAsync(Queue queue, IReadOnlyCollection<UserId> members, IReadOnlyCollection<UserId> fallback, CancellationToken ct);

    /// <summary>Begins a surge or ends the one that goes on, and keeps a record of each.</summary>
    /// <param name="by">Who switched it, for those who look at it.</param>
    /// <returns>False when there is no such queue.</returns>
    Task<bool> SetSurgeAsync(QueueId id, int percent, DateTimeOffset? until, string by, DateTimeOffset now, CancellationToken ct);

    /// <summary>Surges of all queues, the last to begin first.</summary>
    Task<IReadOnlyList<SurgeRecord>> ListSurgesAsync(int limit, CancellationToken ct);

    /// <summary>False when conversations, inboxes, other queues, policies or tiers still use it.</summary>
    Task<bool> DeleteQueueAsync(QueueId id, CancellationToken ct);

    Task<IReadOnlyList<Agent>> ListAgentsAsync(CancellationToken ct);

    Task<Agent?> FindAgentAsync(UserId id, CancellationToken ct);

    Task<IReadOnlyList<Agent>> ListMembersOfAsync(QueueId queue, CancellationToken ct);

    /// <summary>The queues of <paramref name="ids"/> that exist.</summary>
    Task<IReadOnlyList<Queue>> ListQueuesAsync(IReadOnlyCollection<QueueId> ids, CancellationToken ct);

    /// <summary>The members of each of the queues.</summary>
    Task<ILookup<QueueId, Seat>> ListSeatsAsync(IReadOnlyCollection<QueueId> queues, CancellationToken ct);

    /// <summary>Inserts or updates name, capacity and access; presence and load stay.</summary>
    Task SaveAgentAsync(UserId id, string name, PerChannel? capacity, bool enabled, CancellationToken ct);

    /// <summary>The person's own choice; in force at once while connected.</summary>
    Task<Agent?> ChoosePresenceAsync(UserId id, Presence presence, string reason, DateTimeOffset now, CancellationToken ct);

    /// <summary>Marks the agents as seen; those who were offline come back with the presence they had chosen, which is kept as a change that came by itself.</summary>
    /// <param name="acted">Those of them who have done something.</param>
    /// <returns>The agents whose presence changed.</returns>
    Task<IReadOnlyList<Agent>> TouchAsync(IReadOnlyCollection<UserId> connected, IReadOnlyCollection<UserId> acted, DateTimeOffset now, CancellationToken ct);

    /// <summary>Takes agents offline that nobody has seen since <paramref name="seenBefore"/>, and keeps that it came by itself.</summary>
    /// <returns>Those whom this call took offline.</returns>
    Task<IReadOnlyList<Agent>> TakeAbsentOfflineAsync(DateTimeOffset seenBefore, DateTimeOffset now, CancellationToken ct);

    /// <summary>Takes agents for away who could be offered something and have done nothing since <paramref name="actedBefore"/>, and keeps that it came by itself.</summary>
    Task<IReadOnlyList<Agent>> TakeIdleAwayAsync(DateTimeOffset actedBefore, DateTimeOffset now, CancellationToken ct);

    /// <summary>Those in force; the built-in ones while nobody has set any.</summary>
    Task<RoutingSettings> FindSettingsAsync(CancellationToken ct);

    Task SaveSettingsAsync(RoutingSettings settings, CancellationToken ct);

    /// <summary>Changes of status, newest first.</summary>
    Task<IReadOnlyList<PresenceChange>> ListPresenceChangesAsync(int limit, CancellationToken ct);

    /// <summary>Removes changes of status before a time, at most <paramref name="limit"/> of them.</summary>
    /// <returns>How many were removed.</returns>
    Task<int> ForgetPresenceChangesAsync(DateTimeOffset before, int limit, CancellationToken ct);

    /// <summary>By name.</summary>
    Task<IReadOnlyList<Skill>> ListSkillsAsync(CancellationToken ct);

    /// <summary>Inserts or updates the skill; agents have it at the levels of <paramref name="levels"/>, those at 0 and those who are not in it not at all.</summary>
    Task SaveSkillAsync(Skill skill, IReadOnlyDictionary<UserId, int> levels, CancellationToken ct);

    /// <summary>Removes the skill from agents, queues and inboxes too; conversations that ask for it do so no more.</summary>
    Task DeleteSkillAsync(SkillId id, CancellationToken ct);

    /// <summary>Waiting conversations of a queue in the order of their turns (<see cref="Conversation.CountsFrom"/>).</summary>
    /// <param name="kinds">Only these; null for all.</param>
    /// <param name="skip">So many at the front left out.</param>
    Task<IReadOnlyList<Conversation>> ListQueuedAsync(QueueId queue, int limit, IReadOnlyCollection<ChannelKind>? kinds, int skip, CancellationToken ct);

    /// <summary>The conversation, if it waits for somebody; and how many of its queue have their turn before it.</summary>
    Task<(Conversation Conversation, int Ahead)?> FindQueuedAsync(ConversationId id, CancellationToken ct);

    /// <summary>Who waits in a queue, longest first.</summary>
    Task<IReadOnlyList<InLine>> ListLineAsync(QueueId queue, int limit, CancellationToken ct);

    /// <summary>How many wait in each of these queues, and since when the first; nothing for those in which nobody does.</summary>
    Task<IReadOnlyDictionary<QueueId, LineCount>> CountLinesAsync(IReadOnlyCollection<QueueId> queues, CancellationToken ct);

    /// <summary>The language of a customer; null for somebody unknown.</summary>
    Task<string?> FindLanguageAsync(CustomerId customer, CancellationToken ct);

    /// <summary>First answers since a time, newest first; those to simulated customers left out.</summary>
    Task<IReadOnlyList<(QueueId Queue, DateTimeOffset At)>> ListAnswersAsync(DateTimeOffset since, int limit, CancellationToken ct);

    /// <summary>What came to queues between two times, of conversations that began then, in the order of their coming; simulated ones left out. For trials.</summary>
    Task<IReadOnlyList<PastConversation>> ListPastAsync(IReadOnlyCollection<QueueId> queues, DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken ct);

    /// <summary>Keeps what was decided. Off the message path: an assignment itself is written by the log.</summary>
    Task RecordAsync(IReadOnlyCollection<RoutingDecision> decisions, CancellationToken ct);

    /// <summary>Takes records back of what was decided and not done.</summary>
    Task ForgetAsync(IReadOnlyCollection<RoutingDecision> decisions, CancellationToken ct);

    /// <summary>What was decided about a conversation, newest first.</summary>
    Task<IReadOnlyList<RoutingDecision>> ListDecisionsAsync(ConversationId id, int limit, CancellationToken ct);

    /// <summary>Queues with somebody waiting.</summary>
    Task<IReadOnlyList<QueueId>> ListQueuesWithWaitingAsync(CancellationToken ct);

    Task<IReadOnlyList<QueueId>> ListQueuesOfAsync(UserId agent, CancellationToken ct);

    /// <summary>Unopened offers whose time is over, longest over first.</summary>
    Task<IReadOnlyList<Conversation>> ListExpiredOffersAsync(DateTimeOffset now, int limit, CancellationToken ct);

    /// <summary>Agents whose stored load differs from what their conversations say, corrected.</summary>
    Task<IReadOnlyList<UserId>> CorrectLoadsAsync(CancellationToken ct);
}
