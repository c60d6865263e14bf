using Portal.Domain.Accounts;
using Portal.Domain.Channels;
using Portal.Domain.Conversations;
using Portal.Domain.Escalation;
using Portal.Domain.Routing;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;

namespace Portal.Hosting;

/// <summary>The shop of the demo: two queues with promises about time, both agents in each, a tier for hard cases, and one inbox whose chat stands on <c>/demo</c>.</summary>
public sealed class DemoOrganisation(SeedDemoAccounts accounts, FindInbox inboxes, SaveInbox saveInbox, SaveQueue saveQueue, SaveTier saveTier, SavePolicy savePolicy, TimeProvider clock)
{
    /// <summary>The public key of the demo's inbox.</summary>
    public const string InboxKey = "demo";

    /// <returns>True when it was made now; false when somebody exists already.</returns>
    public async Task<bool> SeedAsync(CancellationToken ct)
    {
        if (!await accounts.ExecuteAsync(ct)) return false;
        if ((await inboxes.ListAsync(Actor.System, ct)).Count > 0) return true;
        UserId[] agents = [DemoAccounts.Ines.Id, DemoAccounts.Tomas.Id];
        var promises = Promises();
        await savePolicy.ExecuteAsync(Actor.System, promises, ct);
        var orders = new Queue { Id = QueueId.New(), Name = "Orders", PolicyId = promises.Id };
        await saveQueue.ExecuteAsync(Actor.System, orders, agents, [], ct);
        var returns = new Queue { Id = QueueId.New(), Name = "Returns", PolicyId = promises.Id };
        await saveQueue.ExecuteAsync(Actor.System, returns, agents, [], ct);
        await saveTier.ExecuteAsync(Actor.System, new Tier { Id = Guid.CreateVersion7(), Name = "Returns specialists", QueueId = returns.Id }, ct);
        await saveInbox.ExecuteAsync(Actor.System, new Inbox
        {
            Id = InboxId.New(), Key = InboxKey, Name = "Larkfield shop", QueueId = orders.Id, Secret = InboxRules.NewSecret(), CreatedAt = clock.GetUtcNow(),
            Texts = new InboxTexts { Company = "Larkfield", Teaser = "Questions about your order? We are here." },
        }, ct);
        return true;
    }

    /// <summary>Short enough to be seen kept and missed within minutes.</summary>
    private static ServicePolicy Promises() => new()
    {
        Id = PolicyId.New(), Name = "Shop", OnWarning = AlarmActions.None, OnBreach = AlarmActions.Notify | AlarmActions.RaisePriority,
        Targets =
        [
            new(PriorityLevel.Urgent, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10)),
            new(PriorityLevel.High, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(20)),
            new(PriorityLevel.Normal, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(30)),
            new(PriorityLevel.Low, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10), TimeSpan.FromHours(2)),
        ],
    };
}
