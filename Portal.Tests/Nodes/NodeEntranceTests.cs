using Microsoft.AspNetCore.Http;
using Portal.Nodes;

namespace Portal.Tests.Nodes;

public sealed class NodeEntranceTests
{
    private readonly NodeState node = new();

    [Theory]
    [InlineData("/chat/shop", "text/html", false)]
    [InlineData("/_blazor", "*/*", false)]
    [InlineData("/_blazor/", "*/*", false)]
    [InlineData("/_framework/blazor.web.js", "*/*", true)]
    [InlineData("/health/ready", "*/*", true)]
    public void IsOpen_NodeThatLeaves_TakesNobodyInAndAnswersWhoIsHere(string path, string accept, bool open)
    {
        node.Warm();
        Assert.True(NodeEntrance.IsOpen(node, others: false, Get(path, accept)));

        node.Leave();

        Assert.Equal(open, NodeEntrance.IsOpen(node, others: false, Get(path, accept)));
    }

    [Fact]
    public void IsOpen_OneOfSeveralThatWarmsUp_SendsVisitorsElsewhereAndLetsItselfIn()
    {
        var visitor = Get("/chat/shop", "text/html");
        var itself = Get("/chat/shop", "text/html");
        itself.Headers[NodeState.WarmUpHeader] = node.WarmUpKey;

        Assert.False(NodeEntrance.IsOpen(node, others: true, visitor));
        Assert.True(NodeEntrance.IsOpen(node, others: true, itself));
        node.Warm();
        Assert.True(NodeEntrance.IsOpen(node, others: true, visitor));
    }

    [Fact]
    public void IsOpen_OnlyNodeThatWarmsUp_AnswersAtOnce() => Assert.True(NodeEntrance.IsOpen(node, others: false, Get("/chat/shop", "text/html")));

    private static HttpRequest Get(string path, string accept)
    {
        var request = new DefaultHttpContext().Request;
        (request.Method, request.Path) = (HttpMethods.Get, path);
        request.Headers.Accept = accept;
        return request;
    }
}
