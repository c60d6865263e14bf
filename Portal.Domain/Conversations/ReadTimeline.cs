using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>Reads of one conversation's history, as far as the actor may see it: customers never get notes or routing events.</summary>
public sealed class ReadTimeline(IConversationStore store)
{
    public const int Page = 100;

    /// <summary>Null when there is no such conversation, or the actor may not know that there is.</summary>
    public async Task<Conversation?> FindAsync(Actor actor, ConversationId id, CancellationToken ct) =>
        await store.FindAsync(id, ct) is { } c && ConversationRules.MayRead(actor, c) ? c : null;

    /// <summary>The newest entries below <paramref name="before"/>, oldest first, at most <see cref="Page"/>.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> BeforeAsync(Actor actor, ConversationId id, long before, CancellationToken ct) =>
        await FindAsync(actor, id, ct) is null ? [] : await store.ReadBeforeAsync(id, !actor.IsStaff, before, Page, ct);

    /// <summary>All entries above <paramref name="after"/>, oldest first: closes a gap.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> AfterAsync(Actor actor, ConversationId id, long after, CancellationToken ct)
    {
        if (await FindAsync(actor, id, ct) is null) return [];
        var all = new List<TimelineEntry>();
        while (true)
        {
            var page = await store.ReadAfterAsync(id, !actor.IsStaff, after, Page, ct);
            all.AddRange(page);
            if (page.Count < Page) return all;
            after = page[^1].Sequence;
        }
    }

    public async Task<Receipts> ReceiptsAsync(Actor actor, ConversationId id, CancellationToken ct) =>
        await FindAsync(actor, id, ct) is null ? Receipts.None : await store.ReadReceiptsAsync(id, ct);
}
