using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>Where a conversation waits that somebody who was asked for it does not want.</summary>
/// <param name="From">Who has it, or is offered it; null for nobody. When somebody else has it by then, it stays with them.</param>
/// <param name="Queue">Null leaves it in its queue.</param>
/// <param name="Refuser">Who is passed over in this round.</param>
public sealed record WayBack(UserId? From, QueueId? Queue, string QueueName, UserId? Refuser);
