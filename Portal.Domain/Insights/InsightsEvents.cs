using Portal.Domain.Shared;

namespace Portal.Domain.Insights;

/// <summary>This node's board was drawn anew: ask <see cref="LiveBoard"/> for it. Of no use to other nodes, which draw their own.</summary>
public sealed record BoardChanged(long Revision) : IEvent
{
    public Topic Topic => Topic.Board;
}
