using Portal.Domain.Shared;

namespace Portal.Nodes;

/// <summary>What one node tells the others in one breath. One without events is a beat: it still shows whether something before it was lost.</summary>
/// <param name="Node">Made anew at every start of a process.</param>
/// <param name="Number">1, 2, 3 … within the node's stream. A hole means that envelopes were lost on the way.</param>
/// <param name="Confirmed">The newest number that Redis is known to have taken. What lies between it and this one may not have arrived.</param>
/// <param name="Lost">The topics of what lies in between or was dropped before it was sent; null when there are too many to name.</param>
/// <param name="Folder">Which attachment folder the node uses, so that nodes that do not share one are noticed.</param>
/// <param name="IsLast">The node stops on purpose.</param>
/// <param name="Since">When the oldest of the events was published, by the node's own clock; null without events.</param>
public sealed record RelayEnvelope(
    Guid Node, long Number, long Confirmed, IReadOnlyCollection<Topic>? Lost, Guid Folder, bool IsLast, IReadOnlyList<IEvent> Events, DateTimeOffset? Since = null);
