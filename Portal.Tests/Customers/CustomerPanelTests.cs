using TestContext = Xunit.TestContext;
using Bunit;
using Portal.Components.Customers;
using Portal.Domain.Customers;
using Portal.Domain.Shared;
using Portal.Tests.Conversations;

namespace Portal.Tests.Customers;

public sealed class CustomerPanelTests(Desk desk) : IClassFixture<Desk>
{
    [Fact]
    public async Task Panel_AnAnonymousVisitor_SaysThatNobodyHasChecked()
    {
        var visit = await desk.WriteAsync();
        await using var seat = desk.Seat(await desk.HireAsync("Ines"));
        var panel = Render(seat, visit.Customer.Customer);
        Assert.Contains("Not verified", panel.WaitForElement(".head").TextContent);
        Assert.Contains("Nobody has checked them", panel.Markup);
        Assert.Contains("mara@post.example", panel.Markup);
    }

    [Fact]
    public async Task Panel_AProvenCustomer_SaysWhoVouchesAndShowsFactsAsText()
    {
        var customer = await desk.Get<ICustomerStore>().SaveAsync(new Customer
        {
            Id = CustomerId.New(), IdentifiedBy = desk.Inbox, ExternalId = Guid.NewGuid().ToString("N"), Name = "<b>Mara</b>", CreatedAt = desk.Clock.GetUtcNow(), LastSeenAt = desk.Clock.GetUtcNow(),
            Language = "not-a-language-<i>", Attributes = CustomerRules.CleanAttributes([new("<script>plan", "<img src=x onerror=alert(1)>")]),
        }, TestContext.Current.CancellationToken);
        await using var seat = desk.Seat(await desk.HireAsync("Ines"));
        var panel = Render(seat, customer.Id);
        Assert.Contains("Verified by the site", panel.WaitForElement(".head").TextContent);
        Assert.Empty(panel.FindAll("b, i, script, img"));
        Assert.Contains("<img src=x onerror=alert(1)>", panel.Find("dl").TextContent);
    }

    [Fact]
    public async Task Panel_TheCustomerTellsTheirName_ShowsItAtOnce()
    {
        var visit = await desk.WriteAsync("", email: null);
        await using var seat = desk.Seat(await desk.HireAsync("Ines"));
        var panel = Render(seat, visit.Customer.Customer);
        Assert.Contains("Visitor", panel.WaitForElement(".head h2").TextContent);
        await desk.Get<DescribeCustomer>().ExecuteAsync(visit.Customer, "Mara", null, "sv", TestContext.Current.CancellationToken);
        panel.WaitForState(() => panel.Find(".head h2").TextContent == "Mara");
        Assert.Contains("Swedish", panel.Markup);
    }

    private static IRenderedComponent<CustomerPanel> Render(BunitContext seat, CustomerId id) =>
        seat.Render<CustomerPanel>(p => p.Add(c => c.Customer, id).Add(c => c.Zone, TimeZoneInfo.Utc));
}
