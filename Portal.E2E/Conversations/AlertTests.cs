using Microsoft.Playwright;
using Portal.E2E.Shared;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Conversations;

/// <summary>A headless browser shows no notifications and has no loudspeaker: what the page asks of it is written down instead.</summary>
public sealed class AlertTests(PortalFixture portal)
{
    private const string Recorder = """
        window.Notification = class {
          static permission = 'default';
          static async requestPermission() { return this.permission = 'granted'; }
          constructor(title, options) { window.notified(`${title}: ${options.body}`); }
          close() {}
        };
        const start = OscillatorNode.prototype.start;
        OscillatorNode.prototype.start = function (at) { window.rang(); return start.call(this, at); };
        document.hasFocus = () => !window.away;
        """;

    [Fact]
    public async Task CustomerWrites_WhileTheAgentLooksElsewhere_NotifiesAndRings()
    {
        await using var server = await PortalServer.StartAsync();
        await using var agent = await portal.OpenAsync(server);
        TaskCompletionSource<string> notified = new(), rang = new();
        await agent.Context.ExposeFunctionAsync("notified", (string text) => { notified.TrySetResult(text); });
        await agent.Context.ExposeFunctionAsync("rang", () => { rang.TrySetResult("a tone"); });
        await agent.Context.AddInitScriptAsync(Recorder);
        var workspace = await agent.SignInAsync(DemoPeople.Agent);
        await agent.GoToAsync("/workspace");
        var alerts = workspace.GetByRole(AriaRole.Button, new() { Name = "Alerts" });
        await alerts.ClickAsync();
        await workspace.GetByRole(AriaRole.Menuitem, new() { Name = "Desktop notifications: off" }).ClickAsync();
        await alerts.ClickAsync();
        await Expect(workspace.GetByRole(AriaRole.Menuitem, new() { Name = "Desktop notifications: on" })).ToBeVisibleAsync();
        await workspace.Keyboard.PressAsync("Escape");
        await workspace.EvaluateAsync("window.away = true");

        await using var customer = await portal.OpenAsync(server);
        var chat = await customer.OpenChatAsync();
        await chat.WriteAsync("My kettle has a dent");

        var patience = TimeSpan.FromMilliseconds(BrowserSession.PatienceMilliseconds);
        Assert.Contains("My kettle has a dent", await notified.Task.WaitAsync(patience, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await rang.Task.WaitAsync(patience, TestContext.Current.CancellationToken);
    }
}
