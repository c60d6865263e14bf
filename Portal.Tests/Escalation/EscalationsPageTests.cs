using TestContext = Xunit.TestContext;
using Bunit;
using Portal.Components.Escalation;
using Portal.Domain.Escalation;
using Portal.Domain.Routing;
using Portal.Domain.Shared;
using Portal.Tests.Conversations;

namespace Portal.Tests.Escalation;

/// <summary>What those who lead see of the last seven days.</summary>
public sealed class EscalationsPageTests(Desk desk) : IClassFixture<Desk>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_CaseThatIsAccepted_CountsForItsTierAsItHappens()
    {
        var (ines, tom, rosa) = (await desk.HireAsync("Ines"), await desk.HireAsync("Tom"), await desk.HireAsync("Rosa", Role.Supervisor));
        await using var seat = desk.Seat(rosa);
        var page = seat.Render<EscalationsPage>();
        page.WaitForState(() => page.Markup.Contains("Nothing was escalated", StringComparison.Ordinal));
        var visit = await desk.WriteAsync();
        await desk.TakeAsync(visit, ines);
        var tier = new Tier { Id = Guid.CreateVersion7(), Name = "Page experts", QueueId = QueueId.New() };
        await desk.Get<IRoutingStore>().SaveQueueAsync(new Queue { Id = tier.QueueId, Name = tier.Name }, [tom.User], [], Ct);
        await desk.Get<IEscalationStore>().SaveTierAsync(tier, Ct);

        var asked = Assert.IsType<EscalationOutcome.Done>(await desk.Get<AskEscalation>().ExecuteAsync(ines, visit.Id, tier.Id, EscalationCause.ByHand, new() { Goal = "A refund" }, null, Ct)).After;
        Assert.IsType<EscalationOutcome.Done>(await desk.Get<AcceptEscalation>().ExecuteAsync(tom, asked.Id, false, Ct));

        await desk.ElapseUntilAsync(page, () => page.FindAll("td[data-label=Accepted]").FirstOrDefault()?.TextContent == "1");
        Assert.Equal("1", page.Find("td[data-label=Asked]").TextContent);
        Assert.Contains("A refund", page.Markup, StringComparison.Ordinal);
    }
}
