using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Portal.Components.Escalation;
using Portal.Domain.Conversations;
using Portal.Domain.Escalation;
using Portal.Domain.Routing;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Escalation;

/// <summary>The admin's page over the real operations and an embedded database.</summary>
public sealed class TierPageTests(SqliteTestDatabase database) : StoreTests<SqliteTestDatabase>(database), IAsyncDisposable
{
    private readonly PageContext page = new();

    [Fact]
    public async Task Tier_EntryConditionsAndFieldsChosen_AreStoredAsChosen()
    {
        var names = new[] { $"Front {Guid.NewGuid():N}"[..20], $"Back {Guid.NewGuid():N}"[..20] };
        Queue[] queues = [.. names.Select(name => new Queue { Id = QueueId.New(), Name = name })];
        foreach (var queue in queues) await Get<IRoutingStore>().SaveQueueAsync(queue, [], [], Ct);
        var tier = new Tier { Id = Guid.CreateVersion7(), Name = $"Experts {Guid.NewGuid():N}"[..20], QueueId = queues[1].Id };
        await Get<IEscalationStore>().SaveTierAsync(tier, Ct);
        page.Services.AddSingleton(Get<IEscalationStore>()).AddSingleton(new ReadTeam(Get<IRoutingStore>())).AddSingleton<ReadEscalations>().AddSingleton<SaveTier>();

        var shown = page.Show<TierPage>(p => p.Add(t => t.Id, tier.Id));
        await Check(shown, names[0]).ChangeAsync(new() { Value = true });
        await Check(shown, "an order or reference number").ChangeAsync(new() { Value = true });
        var priority = shown.FindAll("select").Single(s => s.Children.Any(o => o.TextContent == "High and above"));
        await priority.ChangeAsync(new() { Value = "2" });
        await shown.Find("form").SubmitAsync();

        var stored = Assert.Single(await Get<IEscalationStore>().ListTiersAsync(Ct), t => t.Id == tier.Id);
        Assert.Equal([queues[0].Id], stored.FromQueues);
        Assert.Equal(PriorityLevel.High, stored.FromPriority);
        Assert.Equal([PacketPart.Goal, PacketPart.Reference], stored.Required);
        Assert.Equal("Saved", shown.Find("[role=status]").TextContent);
    }

    private static AngleSharp.Dom.IElement Check(IRenderedComponent<TierPage> shown, string label) =>
        shown.FindAll("label").Single(l => l.TextContent.Trim() == label).QuerySelector("input[type=checkbox]")!;

    public ValueTask DisposeAsync() => page.DisposeAsync();
}
