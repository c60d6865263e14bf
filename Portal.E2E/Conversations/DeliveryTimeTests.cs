using Microsoft.Playwright;
using Portal.E2E.Shared;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Conversations;

/// <summary>
/// Measures, and asserts nothing but arrival: from the Enter key of one person to the page of the other, both in a real browser
/// on one machine, committed in between. Run by hand on an idle machine: <c>PORTAL_MEASURE=1 ./test.sh -class '*DeliveryTimeTests'</c>.
/// </summary>
[Collection(Alone.Name)]
public sealed class DeliveryTimeTests(PortalFixture portal)
{
    private const int Rounds = 200;

    /// <summary>Notes when Enter was pressed here, and when an expected text appeared in this page's conversation.</summary>
    private const string Watch = """
        () => {
          const now = () => performance.timeOrigin + performance.now();
          window.measured = { enter: 0, expected: '', seen: 0 };
          document.addEventListener('keydown', e => { if (e.key === 'Enter') window.measured.enter = now(); }, true);
          const log = document.querySelector('[role=log]');
          new MutationObserver(() => {
            const m = window.measured;
            if (m.expected && !m.seen && log.textContent.includes(m.expected)) m.seen = now();
          }).observe(log, { childList: true, subtree: true, characterData: true });
        }
        """;

    [Fact]
    public async Task Talk_TwoHundredRounds_ReportsItsTimes()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("PORTAL_MEASURE") is { Length: > 0 }, "A measurement, run by hand: PORTAL_MEASURE is not set.");
        await using var server = await PortalServer.StartAsync();
        await using var agent = await portal.OpenAsync(server);
        var workspace = await agent.SignInAsync(DemoPeople.Agent);
        await agent.GoToAsync("/workspace");
        await using var customer = await portal.OpenAsync(server);
        var chat = await customer.OpenChatAsync();
        await chat.WriteAsync("the beginning");
        await workspace.OpenRowAsync("the beginning");
        await workspace.ReplyAsync("welcome");
        await Expect(chat.Log()).ToContainTextAsync("welcome");
        var customerFrame = customer.Page.Frames.Single(f => f.Url.Contains("/chat/", StringComparison.Ordinal));
        await customerFrame.EvaluateAsync(Watch);
        await workspace.EvaluateAsync(Watch);

        var (toAgent, toCustomer) = (new List<double>(), new List<double>());
        for (var i = 0; i < Rounds + 20; i++)
        {
            var there = await OnceAsync($"ping {i:000}", chat.WriteAsync, customerFrame, workspace.MainFrame);
            var back = await OnceAsync($"pong {i:000}", workspace.ReplyAsync, workspace.MainFrame, customerFrame);
            if (i < 20) continue; // The first rounds pay for compilation.
            toAgent.Add(there);
            toCustomer.Add(back);
        }

        foreach (var (name, times) in new[] { ("customer to agent", toAgent), ("agent to customer", toCustomer) })
        {
            times.Sort();
            TestContext.Current.SendDiagnosticMessage("{0}: p50 {1:0.0} ms, p95 {2:0.0} ms, p99 {3:0.0} ms of {4} messages", name, times[Rounds / 2], times[(int)(Rounds * 0.95)], times[(int)(Rounds * 0.99)], Rounds);
        }
    }

    private static async Task<double> OnceAsync(string text, Func<string, Task> write, IFrame from, IFrame to)
    {
        await to.EvaluateAsync("t => { window.measured.expected = t; window.measured.seen = 0; }", text);
        await write(text);
        await to.WaitForFunctionAsync("() => window.measured.seen > 0");
        return await to.EvaluateAsync<double>("() => window.measured.seen") - await from.EvaluateAsync<double>("() => window.measured.enter");
    }
}
