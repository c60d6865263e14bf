using Microsoft.Playwright;

namespace Portal.E2E.Conversations;

/// <summary>Holds back what the server says to somebody's pages, and nothing of what they say: a slow way in one direction.</summary>
internal sealed class SlowNews
{
    private readonly Lock gate = new();
    private readonly Queue<Action> held = new();
    private bool holds;

    /// <summary>For every page that is opened from now on.</summary>
    public static async Task<SlowNews> OnAsync(IBrowserContext context)
    {
        var news = new SlowNews();
        await context.RouteWebSocketAsync(url => new Uri(url).AbsolutePath == "/_blazor", page =>
        {
            var server = page.ConnectToServer();
            server.OnMessage(frame => news.Pass(() =>
            {
                if (frame.Binary is { } bytes) page.Send(bytes);
                else page.Send(frame.Text!);
            }));
        });
        return news;
    }

    public void Hold()
    {
        lock (gate) holds = true;
    }

    public void Release()
    {
        lock (gate)
        {
            holds = false;
            while (held.TryDequeue(out var send)) send();
        }
    }

    private void Pass(Action send)
    {
        lock (gate)
        {
            if (holds) held.Enqueue(send);
            else send();
        }
    }
}
