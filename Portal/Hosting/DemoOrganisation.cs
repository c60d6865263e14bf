using Portal.Domain.Accounts;
using Portal.Domain.Channels;
using Portal.Domain.Escalation;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Hosting;

/// <summary>The shop of the demo: two queues, both agents in each, a tier for hard cases, and one inbox whose chat stands on <c>/demo</c>.</summary>
public sealed class DemoOrganisation(SeedDemoAccounts accounts, FindInbox inboxes, SaveInbox saveInbox, SaveQueue saveQueue, SaveTier saveTier, TimeProvider clock)
{
    /// <summary>The public key of the demo's inbox.</summary>
    public const string InboxKey = "demo";

    /// <returns>True when it was made now; false when somebody exists already.</returns>
    public async Task<bool> SeedAsync(CancellationToken ct)
    {
        if (!await accounts.ExecuteAsync(ct)) return false;
        if ((await inboxes.ListAsync(Actor.System, ct)).Count > 0) return true;
        UserId[] agents = [DemoAccounts.Ines.Id, DemoAccounts.Tomas.Id];
        var orders = new Queue { Id = QueueId.New(), Name = "Orders" };
        await saveQueue.ExecuteAsync(Actor.System, orders, agents, [], ct);
        var returns = new Queue { Id = QueueId.New(), Name = "Returns" };
        await saveQueue.ExecuteAsync(Actor.System, returns, agents, [], ct);
        await saveTier.ExecuteAsync(Actor.System, new Tier { Id = Guid.CreateVersion7(), Name = "Returns specialists", QueueId = returns.Id }, ct);
        await saveInbox.ExecuteAsync(Actor.System, new Inbox
        {
            Id = InboxId.New(), Key = InboxKey, Name = "Larkfield shop", QueueId = orders.Id, Secret = InboxRules.NewSecret(), CreatedAt = clock.GetUtcNow(),
            Texts = new InboxTexts { Company = "Larkfield", Teaser = "Questions about your order? We are here." },
        }, ct);
        return true;
    }
}
