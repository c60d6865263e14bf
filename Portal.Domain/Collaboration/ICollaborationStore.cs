using Portal.Domain.Shared;

namespace Portal.Domain.Collaboration;

public interface ICollaborationStore
{
    /// <returns>Those that were not known yet.</returns>
    Task<IReadOnlyList<Mention>> AddMentionsAsync(IReadOnlyCollection<Mention> mentions, CancellationToken ct);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<MentionRow>> ListMentionsAsync(UserId user, int limit, CancellationToken ct);

    Task<int> CountUnseenAsync(UserId user, int most, CancellationToken ct);

    /// <summary>Marks mentions and followed news of a conversation as seen, up to an entry.</summary>
    /// <returns>Whether anything had not been seen.</returns>
    Task<bool> SeeAsync(UserId user, ConversationId id, long upTo, DateTimeOffset now, CancellationToken ct);

    /// <summary>Does nothing for who follows already.</summary>
    Task FollowAsync(Follower follower, CancellationToken ct);

    Task UnfollowAsync(ConversationId id, UserId user, CancellationToken ct);

    Task<IReadOnlyList<Follower>> ListFollowersAsync(ConversationId id, CancellationToken ct);

    /// <summary>Those followed last, first.</summary>
    Task<IReadOnlyList<FollowedRow>> ListFollowedAsync(UserId user, int limit, CancellationToken ct);

    Task AddConsultAsync(Consult consult, CancellationToken ct);

    Task<Consult?> FindConsultAsync(Guid id, CancellationToken ct);

    /// <summary>Writes a change, and the load of whose capacity it takes, in one transaction.</summary>
    /// <returns>False when it has changed since <paramref name="before"/> was read; nothing is written then.</returns>
    Task<bool> ReplaceConsultAsync(Consult before, Consult after, CancellationToken ct);

    /// <summary>Live ones of a conversation, oldest first.</summary>
    Task<IReadOnlyList<Consult>> ListLiveConsultsAsync(ConversationId id, CancellationToken ct);

    /// <summary>Live ones to a person or one of their queues, oldest first.</summary>
    Task<IReadOnlyList<ConsultRow>> ListConsultsForAsync(UserId user, IReadOnlyCollection<QueueId> queues, int limit, CancellationToken ct);

    /// <summary>How many count in somebody's capacity.</summary>
    Task<int> CountBorneConsultsAsync(UserId bearer, CancellationToken ct);

    Task<IReadOnlyList<Consult>> ListDueConsultsAsync(DateTimeOffset now, int limit, CancellationToken ct);

    /// <returns>False when it was there already.</returns>
    Task<bool> AddWhisperAsync(Whisper whisper, CancellationToken ct);

    /// <summary>Those to an agent that they have not seen, oldest first.</summary>
    Task<IReadOnlyList<Whisper>> ListUnseenWhispersAsync(UserId agent, int limit, CancellationToken ct);

    /// <returns>Whether any had not been seen.</returns>
    Task<bool> SeeWhispersAsync(UserId agent, ConversationId id, CancellationToken ct);

    /// <summary>The newest of a conversation, oldest first; of one agent, or all.</summary>
    Task<IReadOnlyList<Whisper>> ListWhispersAsync(ConversationId id, UserId? agent, int limit, CancellationToken ct);

    /// <returns>False when it was there already.</returns>
    Task<bool> AddTeamMessageAsync(TeamMessage message, CancellationToken ct);

    /// <summary>The newest before a time, oldest first.</summary>
    Task<IReadOnlyList<TeamMessage>> ListTeamMessagesAsync(QueueId queue, DateTimeOffset before, int limit, CancellationToken ct);

    /// <summary>What a person has not read in the channels of their queues, counted up to <paramref name="most"/> in each.</summary>
    Task<IReadOnlyList<TeamUnread>> CountTeamUnreadAsync(UserId user, int most, CancellationToken ct);

    /// <returns>False when the member has read as far already, and for who is no member.</returns>
    Task<bool> MarkTeamReadAsync(TeamMark mark, CancellationToken ct);

    Task AddProblemAsync(Problem problem, CancellationToken ct);

    Task<Problem?> FindProblemAsync(Guid id, CancellationToken ct);

    /// <returns>False when it is closed already.</returns>
    Task<bool> CloseProblemAsync(Guid id, DateTimeOffset now, CancellationToken ct);

    /// <returns>False when it is open.</returns>
    Task<bool> ReopenProblemAsync(Guid id, CancellationToken ct);

    /// <returns>False when it is not there any more.</returns>
    Task<bool> ChangeCauseAsync(Guid id, string cause, CancellationToken ct);

    /// <summary>Open ones first, the newest of each first.</summary>
    Task<IReadOnlyList<ProblemRow>> ListProblemsAsync(int limit, CancellationToken ct);

    Task<IReadOnlyList<Problem>> ListProblemsOfAsync(ConversationId id, CancellationToken ct);

    /// <returns>False when the problem has <paramref name="most"/> already.</returns>
    Task<bool> LinkAsync(ProblemLink link, int most, CancellationToken ct);

    Task UnlinkAsync(Guid problem, ConversationId conversation, CancellationToken ct);

    /// <summary>Those linked last, first.</summary>
    Task<IReadOnlyList<LinkedRow>> ListLinkedAsync(Guid problem, int limit, CancellationToken ct);

    Task<int> CountLinkedAsync(Guid problem, CancellationToken ct);

    /// <summary>The update and a waiting delivery for each linked conversation, in one transaction. The same id again changes nothing.</summary>
    /// <returns>False when nothing is linked.</returns>
    Task<bool> AddUpdateAsync(ProblemUpdate update, int most, CancellationToken ct);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<ProblemProgress>> ListUpdatesAsync(Guid problem, int limit, CancellationToken ct);

    /// <summary>Those that are due, the longest due first.</summary>
    Task<IReadOnlyList<(ProblemDelivery Delivery, ProblemUpdate Update)>> ListWaitingDeliveriesAsync(DateTimeOffset now, int limit, CancellationToken ct);

    /// <summary>Tries one again later, and lets the others go before it.</summary>
    Task PostponeAsync(ProblemDelivery failed, CancellationToken ct);

    Task SettleAsync(IReadOnlyCollection<ProblemDelivery> settled, CancellationToken ct);
}
