using Portal.Domain.Shared;

namespace Portal.Domain.Accounts;

/// <summary>What the person may do has changed, or ended: their open pages check at once whether they may go on.</summary>
public sealed record AccessChanged(UserId User) : IEvent
{
    public Topic Topic => Topic.User(User);
}
