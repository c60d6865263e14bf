using Portal.Domain.Shared;

namespace Portal.Domain.Channels;

/// <summary>Inboxes as the chat needs them; a disabled one is as good as none.</summary>
public sealed class FindInbox(IInboxStore store)
{
    public async Task<Inbox?> ByKeyAsync(string key, CancellationToken ct) =>
        key.Length is > 0 and <= 64 && await store.FindByKeyAsync(key, ct) is { IsEnabled: true } inbox ? inbox : null;

    public async Task<IReadOnlyList<Inbox>> ListAsync(Actor actor, CancellationToken ct) =>
        actor.Role is Role.Admin or Role.System ? await store.ListAsync(ct) : [];

    public async Task<Inbox?> FindAsync(Actor actor, InboxId id, CancellationToken ct) =>
        actor.Role is Role.Admin or Role.System ? await store.FindAsync(id, ct) : null;
}
