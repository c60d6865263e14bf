using TestContext = Xunit.TestContext;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Portal.Components.Collaboration;
using Portal.Components.Shared;
using Portal.Domain.Collaboration;
using Portal.Domain.Shared;
using Portal.Tests.Conversations;

namespace Portal.Tests.Collaboration;

/// <summary>What each side can do about a question, by button and by palette.</summary>
public sealed class ConsultCardTests(Desk desk) : IClassFixture<Desk>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Decline_ByWhoIsAsked_EndsIt()
    {
        var (_, tomas, consult) = await AskAsync();
        await using var seat = desk.Seat(tomas);
        var card = seat.Render<ConsultCard>(p => p.Add(c => c.Consult, consult).Add(c => c.IsAsked, true));

        await card.FindAll("button").Single(b => b.TextContent == "Decline").ClickAsync(new());

        Assert.Equal(ConsultStatus.Declined, (await desk.Get<ICollaborationStore>().FindConsultAsync(consult.Id, Ct))?.Status);
        Assert.DoesNotContain("Take the question back", card.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Withdraw_ByWhoAsked_IsThereAsButtonAndInThePalette()
    {
        var (ines, _, consult) = await AskAsync();
        await using var seat = desk.Seat(ines);
        var card = seat.Render<ConsultCard>(p => p.Add(c => c.Consult, consult).Add(c => c.IsAsked, false));
        Assert.Contains(card.FindAll("button"), b => b.TextContent == "Take the question back");

        await card.InvokeAsync(seat.Services.GetRequiredService<Commands>().Offered.SelectMany(g => g.Commands).Single(c => c.Name == "Take the question back").Run);

        Assert.Equal(ConsultStatus.Withdrawn, (await desk.Get<ICollaborationStore>().FindConsultAsync(consult.Id, Ct))?.Status);
    }

    private async Task<(Actor Ines, Actor Tomas, Consult Consult)> AskAsync()
    {
        var (ines, tomas) = (await desk.HireAsync("Ines"), await desk.HireAsync("Tomas"));
        var visit = await desk.WriteAsync();
        await desk.TakeAsync(visit, ines);
        return (ines, tomas, Assert.IsType<ConsultOutcome.Done>(await desk.Get<AskConsult>().ExecuteAsync(ines, visit.Id, tomas.User, null, "Is it in stock?", Ct)).Consult);
    }
}
