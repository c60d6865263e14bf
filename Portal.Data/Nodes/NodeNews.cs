namespace Portal.Data.Nodes;

/// <summary>What a node published while somebody could not hear it: names of topics, never what was said.</summary>
public sealed class NodeNews
{
    public required Guid NodeId { get; init; }

    public required long Beat { get; init; }

    /// <summary>As <see cref="TopicNames"/> writes them; null when there are too many to name.</summary>
    public string? Topics { get; init; }
}
