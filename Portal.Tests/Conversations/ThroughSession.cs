using Portal.Data.Conversations;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Tests.Conversations;

/// <summary>A real session with something in between: what a test does not override goes through.</summary>
internal class ThroughSession(LogSession real) : LogSession
{
    public override Task BeginAsync(CancellationToken ct) => real.BeginAsync(ct);

    public override Task<List<Conversation>> LoadAsync(IReadOnlyList<ConversationId> ids, CancellationToken ct) => real.LoadAsync(ids, ct);

    public override Task<List<TimelineEntry>> FindEntriesAsync(IReadOnlyList<(ConversationId Conversation, Guid Message)> keys, CancellationToken ct) => real.FindEntriesAsync(keys, ct);

    public override Task LockAgentsAsync(IReadOnlyList<UserId> ids, CancellationToken ct) => real.LockAgentsAsync(ids, ct);

    public override Task<bool> ClaimAsync(UserId agent, ChannelKind kind, CapacityClaim claim, CapacityShare share, DateTimeOffset now, CancellationToken ct) => real.ClaimAsync(agent, kind, claim, share, now, ct);

    public override Task ReleaseAsync(UserId agent, ChannelKind kind, int units, CancellationToken ct) => real.ReleaseAsync(agent, kind, units, ct);

    public override Task AdjustAsync(UserId agent, ChannelKind kind, int units, CancellationToken ct) => real.AdjustAsync(agent, kind, units, ct);

    public override Task WriteAsync(IReadOnlyList<Conversation> started, IReadOnlyList<(Conversation Before, Conversation After)> changed, IReadOnlyList<TimelineEntry> entries, CancellationToken ct) => real.WriteAsync(started, changed, entries, ct);

    public override Task<List<StoredMark?>> LoadMarksAsync(IReadOnlyList<MarkKey> keys, CancellationToken ct) => real.LoadMarksAsync(keys, ct);

    public override Task<bool> WriteMarksAsync(IReadOnlyList<MarkChange> changes, CancellationToken ct) => real.WriteMarksAsync(changes, ct);

    public override Task CommitAsync(CancellationToken ct) => real.CommitAsync(ct);

    public override Task RollbackAsync() => real.RollbackAsync();

    public override bool GaveWay(Exception error) => real.GaveWay(error);

    public override bool MayHaveCommitted(Exception error) => real.MayHaveCommitted(error);

    public override ValueTask DisposeAsync() => real.DisposeAsync();
}
