using Portal.Domain.Shared;

namespace Portal.Domain.Channels;

public interface IInboxStore
{
    Task<Inbox?> FindAsync(InboxId id, CancellationToken ct);

    Task<Inbox?> FindByKeyAsync(string key, CancellationToken ct);

    Task<IReadOnlyList<Inbox>> ListAsync(CancellationToken ct);

    /// <summary>Inserts or updates.</summary>
    Task SaveAsync(Inbox inbox, CancellationToken ct);
}
