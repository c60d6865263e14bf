using System.Diagnostics;
using System.Text.Json;

namespace Portal.Bench.Circuits;

/// <summary>A customer at the chat page of an inbox, as in its frame: recognised by a token, an outbox of its own, nothing else.</summary>
public sealed class CustomerChat(Uri server, string inboxKey, string? token = null) : Tab(server, new Visitor())
{
    private TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Guid? chosen;
    private long self;

    /// <summary>Raised for each message in the order of the page, the old ones too when the page loads. Must not block.</summary>
    public Action<Arrival>? Arrived { get; init; }

    /// <summary>Whether the customer looks at the chat, so that what arrives counts as read.</summary>
    public bool Watches { get; init; } = true;

    /// <summary>Whether each message is announced by a typing hint before and after, as a browser does.</summary>
    public bool Types { get; init; }

    /// <summary>What the host page keeps: the same visitor again.</summary>
    public string? Token { get; private set; } = token;

    /// <summary>Null before the first message.</summary>
    public Guid? Conversation { get; private set; }

    protected override string Path => $"chat/{inboxKey}";

    /// <summary>One attempt to send. The same <paramref name="id"/> again is harmless.</summary>
    /// <exception cref="CircuitException">The connection ended: nobody knows whether it was sent.</exception>
    /// <exception cref="ServerFaultException">The server failed; it may be tried again.</exception>
    public async Task<SendResult> SendAsync(Guid id, string text, CancellationToken ct) => await SendAsync(await AliveAsync(ct), id, text, ct);

    /// <summary>Sends, over lost connections and restarted servers, until there is an answer.</summary>
    public Task<SendResult> SendUntilAnsweredAsync(Guid id, string text, CancellationToken ct) => InsistAsync(circuit => SendAsync(circuit, id, text, ct), ct);

    /// <summary>The texts on the page, oldest first.</summary>
    public async Task<IReadOnlyList<Arrival>> ReadAsync(CancellationToken ct) =>
        (await AliveAsync(ct)).Read(page => page.Elements.Select(MessageIn).OfType<Arrival>().ToList());

    /// <summary>Waits until the page shows a message with exactly this text.</summary>
    public async Task<Arrival> SeeAsync(string text, CancellationToken ct) =>
        await (await AliveAsync(ct)).SeeAsync(page => page.Elements.Select(MessageIn).FirstOrDefault(m => m?.Text == text), ct);

    public override string? Call(ScriptCall call)
    {
        switch (call.Function)
        {
            case "start":
                Interlocked.Exchange(ref self, call.Reference(0));
                return JsonSerializer.Serialize(new { token = Token, region = "en-GB", timeZone = "Etc/UTC" });
            case "entered":
                var visit = call.Arguments[0];
                Token = visit.GetProperty("token").GetString();
                Conversation = visit.GetProperty("conversation") is { ValueKind: JsonValueKind.String } id ? id.GetGuid() : null;
                entered.TrySetResult();
                return null;
            default:
                return null;
        }
    }

    public override void Drawn(Document document)
    {
        if (Arrived is null) return;
        foreach (var element in document.Added)
        {
            if (MessageIn(element) is { } message) Arrived(message);
        }
    }

    protected override void Forget() => entered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    protected override async Task EnterAsync(Circuit opened, CancellationToken ct)
    {
        if (await Task.WhenAny(entered.Task, opened.Closed).WaitAsync(ct) != entered.Task) throw new CircuitException($"The chat did not begin: {opened.Closed.Result}");
        if (Watches) await opened.InvokeAsync(self, "WatchedAsync", ct, true);
    }

    /// <summary>The page asks for what it may have missed, as its script does when the connection is back.</summary>
    protected override Task BackAsync(Circuit same, CancellationToken ct) => same.InvokeAsync(self, "WatchedAsync", ct, Watches);

    private async Task<SendResult> SendAsync(Circuit circuit, Guid id, string text, CancellationToken ct)
    {
        if (Types && Conversation is { } begun) _ = circuit.HintAsync(self, "TypingAsync", begun, true);
        var to = Conversation ?? (chosen ??= Guid.CreateVersion7());
        var result = await SubmitAsync(circuit, self, new { id, conversation = to, kind = "text", text, attachment = (Guid?)null }, ct);
        if (result.Conversation is { } went) Conversation = went;
        if (Types && Conversation is { } on) _ = circuit.HintAsync(self, "TypingAsync", on, false);
        return result;
    }

    private Arrival? MessageIn(Node element)
    {
        if (element.Kind is not NodeKind.Element || !element.HasClass("m")) return null;
        var mine = element.HasClass("me");
        if (!mine && !element.HasClass("in")) return null;
        // A face has a colour of the same name.
        var body = element.Children.FirstOrDefault(n => n is { Kind: NodeKind.Element, Content: "div" } && n.HasClass("b"));
        return new(body?.InnerText.Trim() ?? "", mine, Guid.TryParse(element["data-client-id"], out var id) ? id : null, Conversation, 0, Stopwatch.GetTimestamp());
    }
}
