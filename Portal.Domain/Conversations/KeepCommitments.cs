using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>Turns what an agent promised into reminders: their own, then those of whoever answers the conversation after them, until it is resolved.</summary>
public sealed class KeepCommitments(ICommitmentStore store, IEventHub hub)
{
    public const int Most = 50;

    /// <summary>The promises with a time in an entry that the actor has just written; usually none.</summary>
    /// <param name="zone">Where the times in the text are meant.</param>
    public async Task<IReadOnlyList<Commitment>> FromAsync(Actor actor, TimelineEntry entry, TimeZoneInfo zone, CancellationToken ct)
    {
        if (!actor.IsStaff || entry.AuthorId != actor.Id || entry.Kind is not EntryKind.Text || entry.Text is null) return [];
        List<Commitment> kept =
        [
            .. PromiseRules.Find(entry.Text, entry.Sequence, entry.CreatedAt, zone).Where(p => p.Due is not null).Take(3).Select(p => new Commitment
            {
                Id = Guid.CreateVersion7(), ConversationId = entry.ConversationId, UserId = actor.User, Text = TextRules.OneLine(p.Text, Commitment.LongestText),
                Sequence = p.Sequence, MadeAt = p.MadeAt, Due = p.Due!.Value, OpenUntil = p.Due,
            }),
        ];
        foreach (var commitment in kept) await store.AddAsync(commitment, ct);
        if (kept.Count > 0) hub.Publish(new CommitmentsChanged(actor.User));
        return kept;
    }

    /// <summary>What was promised before somebody took a conversation over, as they were told it.</summary>
    public async Task FromOthersAsync(Actor actor, UserId taker, ConversationId id, IEnumerable<Promise> promises, DateTimeOffset now, CancellationToken ct)
    {
        if (actor.Role is not Role.System) throw new UnauthorizedAccessException("Only Portal reminds somebody of what others promised.");
        var open = promises.Where(p => p.Due > now).Take(Most).ToList();
        foreach (var promise in open)
        {
            await store.AddAsync(new()
            {
                Id = Guid.CreateVersion7(), ConversationId = id, UserId = taker, Text = TextRules.OneLine(promise.Text, Commitment.LongestText),
                Sequence = promise.Sequence, MadeAt = promise.MadeAt, Due = promise.Due!.Value, OpenUntil = promise.Due,
            }, ct);
        }

        if (open.Count > 0) hub.Publish(new CommitmentsChanged(taker));
    }

    /// <summary>Somebody else answers the conversation now, or nobody has to any more.</summary>
    public async Task FollowAsync(Actor actor, Conversation after, CancellationToken ct)
    {
        if (actor.Role is not Role.System) throw new UnauthorizedAccessException("Only Portal moves what others promised.");
        if (after.Status is ConversationStatus.Resolved)
        {
            foreach (var one in await store.EndAllAsync(after.Id, ct)) hub.Publish(new CommitmentsChanged(one));
        }
        else if (after is { AssigneeId: { } holder, OpenedAt: not null } && await store.MoveAsync(after.Id, holder, ct) is { Count: > 0 } before)
        {
            foreach (var one in before.Append(holder)) hub.Publish(new CommitmentsChanged(one));
        }
    }

    /// <summary>The actor's own open ones, the next due first.</summary>
    public async Task<IReadOnlyList<CommitmentRow>> ListAsync(Actor actor, CancellationToken ct) =>
        actor.IsStaff ? await store.ListOpenAsync(actor.User, Most, ct) : [];

    /// <summary>Kept, or given up: it reminds no more.</summary>
    public async Task EndAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (!actor.IsStaff) return;
        await store.EndAsync(id, actor.User, ct);
        hub.Publish(new CommitmentsChanged(actor.User));
    }
}
