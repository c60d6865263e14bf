using Portal.Domain.Shared;

namespace Portal.Data.Nodes;

/// <summary>What nodes tell each other through the database: that they live, and what to read while Redis does not carry events.</summary>
public interface INodeStore
{
    Task<IReadOnlyList<NodeRow>> ListAsync(CancellationToken ct);

    /// <summary>Writes a node's row, and with it, in one transaction, what it has to say.</summary>
    /// <param name="isNew">The row is not there yet.</param>
    Task BeatAsync(NodeRow row, bool isNew, News? news, CancellationToken ct);

    /// <summary>What a node said after a beat, oldest first.</summary>
    Task<IReadOnlyList<News>> ReadNewsAsync(Guid node, long after, CancellationToken ct);

    /// <summary>The node is gone, and what it said with it.</summary>
    Task RemoveAsync(Guid node, CancellationToken ct);
}

/// <param name="Topics">What to read again; null is everything.</param>
public sealed record News(IReadOnlyCollection<Topic>? Topics);
