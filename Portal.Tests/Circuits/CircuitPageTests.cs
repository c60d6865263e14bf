using Portal.Bench.Circuits;

namespace Portal.Tests.Circuits;

public sealed class CircuitPageTests
{
    private static readonly Uri Address = new("http://127.0.0.1:5000/chat/demo");

    [Fact]
    public void Page_WithServerComponents_GivesTheirBeginningsAndItsState()
    {
        var page = CircuitPage.Parse(Address, """
            <html><head><base href="/portal/"></head><body>
            <!--Blazor:{"type":"server","prerenderId":"a1","key":{"locationHash":"x"},"sequence":0,"descriptor":"CfDJ8-1"}--><main></main><!--Blazor:{"prerenderId":"a1"}-->
            <!--Blazor:{"type":"server","sequence":1,"descriptor":"CfDJ8_2"}-->
            <!--Blazor-Server-Component-State:CfDJ8-state_x--></body></html>
            """);

        Assert.Equal(new Uri("http://127.0.0.1:5000/portal/"), page.Base);
        Assert.Equal(2, page.Markers.Count);
        Assert.StartsWith("""{"type":"server","prerenderId":"a1""", page.Markers[0], StringComparison.Ordinal);
        Assert.Equal("CfDJ8-state_x", page.State);
    }

    [Fact]
    public void Page_WithoutComponents_HasNoneAndNoState()
    {
        var page = CircuitPage.Parse(Address, "<html><!--Blazor:{\"type\":\"webassembly\"}--></html>");

        Assert.Empty(page.Markers);
        Assert.Empty(page.State);
    }

    [Theory]
    [InlineData("http://192.0.2.1/")]
    [InlineData("http://example.org/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("http://localhost/")]
    public void Address_ThatIsNotThisMachine_IsRefused(string address) => Assert.Throws<ArgumentException>(() => Loopback.Checked(new Uri(address)));

    [Theory]
    [InlineData("http://127.0.0.1:5000/")]
    [InlineData("http://127.0.0.2/")]
    [InlineData("http://[::1]:81/")]
    public void Address_OfThisMachine_IsTaken(string address) => Assert.Equal(address, Loopback.Checked(new Uri(address)).ToString());
}
