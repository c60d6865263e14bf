using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Live;

/// <summary>Reminds whoever answers a conversation now of what was promised in it, and nobody once it is resolved.</summary>
internal sealed class CommitmentWorker(IEventHub hub, KeepCommitments keep, ILogger<CommitmentWorker> logger) : DeskWorker(hub, logger)
{
    protected override bool Concerns(Conversation? before, Conversation after) =>
        WasResolved(before, after) || (after.OpenedAt is not null && (before?.AssigneeId != after.AssigneeId || before?.OpenedAt is null));

    protected override Task OnChangedAsync(Conversation? before, Conversation after) => keep.FollowAsync(Actor.System, after, CancellationToken.None);
}
