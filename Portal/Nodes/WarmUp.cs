using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using Portal.Data.Conversations;
using Portal.Domain.Channels;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Nodes;

/// <summary>
/// Before a node is ready it does once what its visitors will do: it loads the sign-in page, opens the chat of an inbox as a
/// browser would, circuit included, and writes a conversation's first message in a transaction that it takes back. Nothing of it
/// is stored and no other node hears of it. What fails here is logged and costs only the warmth.
/// </summary>
internal sealed class WarmUp(
    NodeState node, IServer server, LogRehearsal log, IInboxStore inboxes, IHostEnvironment environment, IHostApplicationLifetime lifetime,
    IConfiguration configuration, TimeProvider clock, IOptions<WarmUpOptions> options, ILogger<WarmUp> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        try
        {
            if (!(options.Value.Enabled ?? !environment.IsDevelopment())) return;
            var listening = new TaskCompletionSource();
            await using var started = lifetime.ApplicationStarted.Register(listening.SetResult);
            await listening.Task.WaitAsync(stopping);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            limit.CancelAfter(options.Value.Limit);
            await RunAsync(limit.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return;
        }
        catch (Exception error)
        {
            logger.LogWarning(error, "The warm-up ended early; the first visitors wait a little longer");
        }
        finally
        {
            node.Warm();
        }
    }

    private async Task RunAsync(CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        var inbox = (await inboxes.ListAsync(ct)).FirstOrDefault(i => i.IsEnabled);
        using var http = ClientOf(AddressOf(server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []));
        var drawn = new List<double>();
        for (var round = 0; round < options.Value.Rounds; round++)
        {
            await log.RunAsync(Request(), ct);
            if (http is null) continue;
            await http.GetStringAsync("login", ct);
            if (inbox is null) continue;
            drawn.Add(await new CircuitProbe(http).OpenAsync($"chat/{inbox.Key}", ct));
        }

        var seconds = clock.GetElapsedTime(began).TotalSeconds;
        if (drawn.Count == 0) logger.LogInformation("Warm after {Seconds:0.0} s: no page was opened", seconds);
        else logger.LogInformation("Warm after {Seconds:0.0} s: the first chat was drawn after {First:0} ms, the last after {Last:0} ms", seconds, drawn[0], drawn[^1]);
    }

    private LogRequest Request()
    {
        var now = clock.GetUtcNow();
        var customer = Actor.Of(CustomerId.New(), "Warm-up");
        var draft = new EntryDraft(Guid.CreateVersion7(), EntryKind.Text, Audience.Everyone, customer) { Text = "Warm-up" };
        var id = ConversationId.New();
        return new LogRequest(id, (c, at) => ConversationRules.Post(c, draft, 100, at))
        {
            Message = draft,
            Start = new() { Id = id, InboxId = InboxId.New(), CustomerId = customer.Customer, QueueId = QueueId.New(), CreatedAt = now, QueuedAt = now, LastEntryAt = now },
        };
    }

    /// <summary>This server's own unencrypted address; null where it has none.</summary>
    private static Uri? AddressOf(IEnumerable<string> addresses) => addresses
        .Select(a => BindingAddress.Parse(a))
        .Where(a => a.Scheme == "http" && !a.IsUnixPipe && !a.IsNamedPipe)
        .Select(a => new Uri($"http://{(a.Host is "+" or "*" or "0.0.0.0" or "[::]" ? "localhost" : a.Host)}:{a.Port}{a.PathBase}/"))
        .FirstOrDefault();

    private HttpClient? ClientOf(Uri? address)
    {
        if (address is null) return null;
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = address };
        // Where only certain host names are answered, one of them has to be named.
        if (configuration["AllowedHosts"]?.Split(';').FirstOrDefault() is { Length: > 0 } host && !host.Contains('*', StringComparison.Ordinal))
            http.DefaultRequestHeaders.Host = host;
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        http.DefaultRequestHeaders.Add(NodeState.WarmUpHeader, node.WarmUpKey);
        return http;
    }
}
