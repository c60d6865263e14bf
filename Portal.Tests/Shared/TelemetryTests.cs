using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Api;
using Portal.Domain.Accounts;
using Portal.Domain.Channels;
using Portal.Domain.Conversations;
using Portal.Domain.Customers;
using Portal.Domain.Shared;
using Portal.Tests.Accounts;

namespace Portal.Tests.Shared;

/// <summary>What the host tells about itself, and what it never tells.</summary>
public sealed class TelemetryTests
{
    private const string Text = "canary-text-7f3a";
    private const string Name = "Canary-Name-91bd";
    private const string Email = "canary-mail-22c8@text.example";
    private const string Password = "canary-password-5e01";
    private const string Hash = "canary-hash-0b6d";
    private const string File = "canary-file-c4c4.exe";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_ThatPeopleSaidAndHold_StaysOutOfLogsSpansAndMetrics()
    {
        var logs = new ConcurrentQueue<string>();
        var spans = new ConcurrentQueue<string>();
        using var listener = Listen(spans);
        await using var host = new NetworkHost(builder => builder.AddProvider(new Kept(logs)).SetMinimumLevel(LogLevel.Debug), ("Metrics:Enabled", "true"), ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9"));
        var client = host.From("127.0.0.1");
        var secrets = new List<string> { Text, Name, Email, Password, Hash, File };

        var inbox = (await host.Services.GetRequiredService<FindInbox>().ByKeyAsync("demo", Ct))!;
        var customer = new Customer { Id = CustomerId.New(), Name = Name, Email = Email, CreatedAt = DateTimeOffset.UtcNow };
        await host.Services.GetRequiredService<ICustomerStore>().SaveAsync(customer, Ct);
        var token = host.Services.GetRequiredService<IVisitorTokens>().Issue(inbox.Id, customer.Id);
        secrets.Add(token);
        var actor = Actor.Of(customer.Id, Name);
        var conversation = ConversationId.New();

        // A talk, with a message that is refused and a name that is searched for.
        Assert.IsType<PostOutcome.Sent>(await host.Services.GetRequiredService<StartConversation>().ExecuteAsync(
            actor, conversation, inbox.Id, inbox.QueueId, NewMessage.OfText(Guid.CreateVersion7(), Text), Ct));
        var post = host.Services.GetRequiredService<PostMessage>();
        Assert.IsType<PostOutcome.Sent>(await post.ExecuteAsync(actor, conversation, NewMessage.OfText(Guid.CreateVersion7(), Text), Ct));
        Assert.IsType<PostOutcome.Refused>(await post.ExecuteAsync(actor, conversation, NewMessage.OfText(Guid.CreateVersion7(), Text + new string('x', 100_000)), Ct));
        await host.Services.GetRequiredService<ListConversations>().ExecuteAsync(
            new(DemoAccounts.Ines.Id.Value, Role.Agent, "Ines"), new(ConversationView.AllOpen, DemoAccounts.Ines.Id, Email), Ct);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("/embed/v1/demo/hello", JsonSerializer.Serialize(new { token }))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/chat/demo")).StatusCode);

        // A wrong proof of identity, a file of no allowed kind, and addresses that carry a proof.
        Assert.Equal(HttpStatusCode.Forbidden, (await client.PostAsync("/embed/v1/demo/identify", JsonSerializer.Serialize(new { id = "42", hash = Hash, name = Name, email = Email, token }))).StatusCode);
        var upload = host.Services.GetRequiredService<AttachmentLinks>().ForUpload(actor, conversation);
        secrets.Add(upload.Split('=')[1]);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await client.PostAsync(upload, "MZ\0\u0001" + Text, (AttachmentEndpoints.NameHeader, File))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/attachments/{Guid.NewGuid()}?access={Hash}")).StatusCode);

        // Sign-ins, one of them refused, and the cookie of the other.
        var browser = new StaffClient(host.Host);
        await browser.SignInAsync(Email, Password);
        using var welcome = await browser.SignInAsync(DemoAccounts.Adam.Email);
        secrets.AddRange(welcome.Headers.GetValues("Set-Cookie").Select(c => c.Split('=', ';')[1]).Where(value => value.Length > 20));
        Assert.True(await browser.IsSignedInAsync());
        Assert.Contains(secrets, s => s.Length > 100);

        using var metrics = await client.GetAsync("/metrics", "text/plain");
        var told = await metrics.Content.ReadAsStringAsync(Ct);
        Assert.Equal(HttpStatusCode.OK, metrics.StatusCode);

        Assert.Contains(logs, line => line.Contains("Refused a sign-in", StringComparison.Ordinal));
        Assert.Contains(spans, span => span.StartsWith("post message", StringComparison.Ordinal) && span.Contains(conversation.ToString(), StringComparison.Ordinal));
        Assert.Contains(spans, span => span.StartsWith("log commit", StringComparison.Ordinal));
        foreach (var meter in (string[])["portal_log_batch", "portal_posts", "portal_events_delay", "portal_queue_waiting", "portal_circuits_connections"]) Assert.Contains(meter, told, StringComparison.Ordinal);
        foreach (var secret in secrets)
        {
            Assert.DoesNotContain(logs, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(spans, span => span.Contains(secret, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(secret, told, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Metrics_NotSwitchedOn_AreNotThere()
    {
        await using var host = new NetworkHost();
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(host.From("127.0.0.1")));
    }

    [Fact]
    public async Task Metrics_FromElsewhere_NeedTheToken()
    {
        await using var host = new NetworkHost(("Metrics:Enabled", "true"), ("Metrics:Token", "a-token-of-sixteen"));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(host.From("127.0.0.1")));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(host.From("127.0.0.1"), ("X-Forwarded-For", "203.0.113.7")));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(host.From("203.0.113.7")));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(host.From("203.0.113.7"), ("Authorization", "Bearer a-token-of-another")));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(host.From("203.0.113.7"), ("Authorization", "Bearer a-token-of-sixteen")));
    }

    private static async Task<HttpStatusCode> StatusAsync(NetworkHost.TestClient client, params (string Name, string Value)[] headers) =>
        (await client.GetAsync("/metrics", "text/plain", headers)).StatusCode;

    private static ActivityListener Listen(ConcurrentQueue<string> spans)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => spans.Enqueue(Written(span)),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static string Written(Activity span)
    {
        var text = new StringBuilder(span.DisplayName == span.OperationName ? span.OperationName : $"{span.DisplayName} {span.OperationName}");
        foreach (var (key, value) in span.TagObjects) text.Append(' ').Append(key).Append('=').Append(value);
        foreach (var fact in span.Events) text.Append(' ').Append(fact.Name).AppendJoin(' ', fact.Tags);
        return text.ToString();
    }

    private sealed class Kept(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string category) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull
        {
            lines.Enqueue($"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel level) => true;

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? error, Func<TState, Exception?, string> format)
        {
            lines.Enqueue($"{format(state, error)} {error}");
            if (state is IEnumerable<KeyValuePair<string, object?>> values) lines.Enqueue(string.Join(' ', values));
        }

        public void Dispose()
        {
        }
    }
}
