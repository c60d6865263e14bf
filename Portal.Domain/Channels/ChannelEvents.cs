using Portal.Domain.Shared;

namespace Portal.Domain.Channels;

/// <summary>An inbox changed; caches forget it.</summary>
public sealed record InboxChanged(InboxId Inbox) : IEvent
{
    public Topic Topic => Topic.Setup;
}
