using System.Collections.Immutable;
using Portal.Domain.Conversations;

namespace Portal.Domain.Routing;

/// <summary>A conversation that once came, as far as a trial needs it.</summary>
/// <param name="Handling">From the assignment to the end; null while it is open, or when it was resolved without an agent.</param>
public sealed record PastConversation(DateTimeOffset At, ImmutableArray<SkillNeed> Needs, int? Weight, TimeSpan? Handling);
