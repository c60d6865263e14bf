using TestContext = Xunit.TestContext;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Components.Escalation;
using Portal.Components.Shared;
using Portal.Domain.Conversations;
using Portal.Domain.Escalation;
using Portal.Domain.Routing;
using Portal.Domain.Shared;
using Portal.Tests.Conversations;

namespace Portal.Tests.Escalation;

/// <summary>Who is told of a case on whichever page they are.</summary>
public sealed class EscalationMenuTests(Desk desk) : IClassFixture<Desk>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Menu_CaseThatIsAskedFor_IsCountedAndSaidToTheTiersMembers()
    {
        var (ines, tom, visit, tier) = await SetUpAsync();
        await using var seat = desk.Seat(tom);
        var menu = seat.Render<EscalationMenu>();
        Assert.Empty(menu.FindAll("button"));

        await AskAsync(ines, visit, tier);

        await UntilAsync(menu, () => menu.FindAll("button[aria-label='1 case waits for you']").Count == 1);
        Assert.Contains("A refund", menu.Find("[role=menu]").TextContent, StringComparison.Ordinal);
        var toast = Assert.Single(seat.Services.GetRequiredService<Toasts>().Shown);
        Assert.Equal($"Ines asks {tier.Name} for help", toast.Text);
        Assert.Contains(seat.Services.GetRequiredService<Commands>().Offered, g => g.Name == "Waiting cases" && g.Commands.Single().Name == "A refund");
        await menu.InvokeAsync(toast.Action!.Run);
        Assert.EndsWith($"workspace/{visit.Id}", seat.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Menu_CaseThatIsAccepted_IsGoneAndTheSenderHearsOfIt()
    {
        var (ines, tom, visit, tier) = await SetUpAsync();
        var asked = await AskAsync(ines, visit, tier);
        await using var toms = desk.Seat(tom);
        await using var hers = desk.Seat(ines);
        var (menu, sender) = (toms.Render<EscalationMenu>(), hers.Render<EscalationMenu>());
        menu.WaitForElement("button");

        Assert.IsType<EscalationOutcome.Done>(await desk.Get<AcceptEscalation>().ExecuteAsync(tom, asked.Id, false, Ct));

        await UntilAsync(menu, () => menu.FindAll("button").Count == 0);
        await UntilAsync(sender, () => hers.Services.GetRequiredService<Toasts>().Shown.Any(t => t.Text == $"{tier.Name} took over what you asked for"));
        Assert.Empty(toms.Services.GetRequiredService<Toasts>().Shown);
    }

    private async Task<(Actor Ines, Actor Tom, Visit Visit, Tier Tier)> SetUpAsync()
    {
        var (ines, tom) = (await desk.HireAsync("Ines"), await desk.HireAsync("Tom"));
        var visit = await desk.WriteAsync();
        await desk.TakeAsync(visit, ines);
        var queue = new Queue { Id = QueueId.New(), Name = $"Experts {visit.Id.Value:N}"[..20] };
        await desk.Get<IRoutingStore>().SaveQueueAsync(queue, [tom.User], [], Ct);
        var tier = new Tier { Id = Guid.CreateVersion7(), Name = queue.Name, QueueId = queue.Id };
        await desk.Get<IEscalationStore>().SaveTierAsync(tier, Ct);
        return (ines, tom, visit, tier);
    }

    private async Task<EscalationCase> AskAsync(Actor ines, Visit visit, Tier tier) =>
        Assert.IsType<EscalationOutcome.Done>(await desk.Get<AskEscalation>().ExecuteAsync(ines, visit.Id, tier.Id, EscalationCause.ByHand, new() { Goal = "A refund" }, null, Ct)).After;

    /// <summary>Bursts end by the clock, which stands still unless it is moved.</summary>
    private async Task UntilAsync<T>(IRenderedComponent<T> shown, Func<bool> holds) where T : IComponent => await desk.ElapseUntilAsync(shown, holds);
}
