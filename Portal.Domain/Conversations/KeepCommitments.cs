using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>Turns what an agent just promised into reminders of their own.</summary>
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
