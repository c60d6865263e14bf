using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Channels;
using Portal.Domain.Shared;

namespace Portal.Data.Channels;

/// <summary>Inboxes, with their secrets encrypted by the key ring: a copy of the database alone cannot prove identities.</summary>
public sealed class InboxStore(IDbContextFactory<PortalDbContext> contexts, IDataProtectionProvider protection) : IInboxStore
{
    private readonly IDataProtector protector = protection.CreateProtector("Portal.Inbox.Secret.v1");

    public async Task<Inbox?> FindAsync(InboxId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return Opened(await db.Inboxes.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, ct));
    }

    public async Task<Inbox?> FindByKeyAsync(string key, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return Opened(await db.Inboxes.AsNoTracking().SingleOrDefaultAsync(i => i.Key == key, ct));
    }

    public async Task<IReadOnlyList<Inbox>> ListAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return [.. (await db.Inboxes.AsNoTracking().OrderBy(i => i.Name).ToListAsync(ct)).Select(i => Opened(i)!)];
    }

    public async Task SaveAsync(Inbox inbox, CancellationToken ct)
    {
        var sealedInbox = inbox with { Secret = protector.Protect(inbox.Secret) };
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Inboxes.AnyAsync(i => i.Id == inbox.Id, ct)) db.Inboxes.Update(sealedInbox);
        else db.Inboxes.Add(sealedInbox);
        await db.SaveChangesAsync(ct);
    }

    private Inbox? Opened(Inbox? inbox) => inbox is null ? null : inbox with { Secret = protector.Unprotect(inbox.Secret) };
}
