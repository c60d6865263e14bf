using System.Collections.Immutable;
using Portal.Domain.Shared;

namespace Portal.Domain.Channels;

public abstract record SaveInboxOutcome
{
    public sealed record Saved(Inbox Inbox) : SaveInboxOutcome;

    /// <summary>What is wrong, by field name, as resource keys.</summary>
    public sealed record Invalid(IReadOnlyDictionary<string, string> Faults) : SaveInboxOutcome;

    public sealed record NotAllowed : SaveInboxOutcome;
}

/// <summary>Creates or changes an inbox. Key and secret of an existing one stay; <see cref="RotateSecretAsync"/> makes a new secret.</summary>
public sealed class SaveInbox(IInboxStore store, IEventHub hub)
{
    public async Task<SaveInboxOutcome> ExecuteAsync(Actor actor, Inbox inbox, CancellationToken ct)
    {
        if (actor.Role is not (Role.Admin or Role.System)) return new SaveInboxOutcome.NotAllowed();
        if (InboxRules.Faults(inbox) is { Count: > 0 } faults) return new SaveInboxOutcome.Invalid(faults);
        var known = await store.FindAsync(inbox.Id, ct);
        return await StoreAsync(inbox with
        {
            Key = known?.Key ?? inbox.Key, Secret = known?.Secret ?? inbox.Secret,
            Origins = [.. inbox.Origins.Select(o => InboxRules.NormalOrigin(o)!).Distinct()],
        }, ct);
    }

    public async Task<SaveInboxOutcome> RotateSecretAsync(Actor actor, InboxId id, CancellationToken ct)
    {
        if (actor.Role is not Role.Admin || await store.FindAsync(id, ct) is not { } known) return new SaveInboxOutcome.NotAllowed();
        return await StoreAsync(known with { Secret = InboxRules.NewSecret() }, ct);
    }

    private async Task<SaveInboxOutcome> StoreAsync(Inbox inbox, CancellationToken ct)
    {
        await store.SaveAsync(inbox, ct);
        hub.Publish(new InboxChanged(inbox.Id));
        return new SaveInboxOutcome.Saved(inbox);
    }
}
