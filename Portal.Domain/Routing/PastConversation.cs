using System.Collections.Immutable;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>A conversation that once came to a queue, as far as a trial needs it.</summary>
/// <param name="At">When it came there.</param>
/// <param name="Handling">From the last assignment there to the end, or until it was handed on; null while it is open, or when it was resolved without an agent.</param>
/// <param name="HandedOn">A colleague who had it gave it to another queue.</param>
/// <param name="ByColleague">A colleague of another queue gave it to this one.</param>
/// <param name="Known">Whoever had it, or its customer, before; null for nobody.</param>
public sealed record PastConversation(
    QueueId Queue, DateTimeOffset At, ChannelKind Channel, ImmutableArray<SkillNeed> Needs, int? Weight, TimeSpan? Handling, bool HandedOn = false, bool ByColleague = false, UserId? Known = null);

/// <summary>What a timeline tells about who had a conversation, and where.</summary>
/// <param name="ByStaff">By a person of the team and not by Portal.</param>
/// <param name="Subject">Of a transfer the name of the queue it went to.</param>
/// <param name="Holder">Who has it by this step; null where it gives it to nobody, or to somebody who cannot be told.</param>
public sealed record PastStep(DateTimeOffset At, TimelineEvent Event, bool ByStaff, string? Subject, UserId? Holder = null);
