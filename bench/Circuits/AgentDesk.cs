using System.Diagnostics;
using System.Text.Json;

namespace Portal.Bench.Circuits;

/// <summary>A row of the list of conversations.</summary>
/// <param name="Text">Everything that can be read in it: name, time, preview, queue.</param>
public sealed record DeskRow(Guid Conversation, string Text);

/// <summary>A member of staff at the workspace: the list, and one conversation that is open.</summary>
/// <param name="signedIn">From <see cref="SignIn"/>; several desks may share it, as tabs of one browser.</param>
public sealed class AgentDesk(Uri server, Visitor signedIn) : Tab(server, signedIn)
{
    private long composer, timeline, seen;
    private int telling, fetching;
    private Node? log;

    /// <summary>Raised for each message of the open conversation, the old ones too when it opens. Must not block.</summary>
    public Action<Arrival>? Arrived { get; init; }

    /// <summary>Whether each message is announced by a typing hint before and after, as a browser does.</summary>
    public bool Types { get; init; }

    /// <summary>How often the place for messages was drawn from scratch: what it then shows, it shows anew.</summary>
    public int Drawings { get; private set; }

    /// <summary>The conversation that is open; null when none is.</summary>
    public Guid? Open { get; private set; }

    /// <summary>Who is signed in.</summary>
    public Visitor Agent => Visitor;

    protected override string Path => Open is { } id ? $"workspace/{id}" : "workspace";

    /// <summary>Opens a conversation as a press on its row does, and returns when its messages are drawn.</summary>
    public async Task OpenAsync(Guid conversation, CancellationToken ct)
    {
        var circuit = await AliveAsync(ct);
        Open = conversation;
        Interlocked.Exchange(ref seen, 0);
        await circuit.NavigateAsync($"workspace/{conversation}");
        await ShownAsync(circuit, conversation, ct);
    }

    /// <summary>Waits for the first row of the list that holds the text, and opens it.</summary>
    public async Task<Guid> OpenRowAsync(string text, CancellationToken ct)
    {
        var row = await (await AliveAsync(ct)).SeeAsync(page => RowsIn(page).FirstOrDefault(r => r.Text.Contains(text, StringComparison.Ordinal)), ct);
        await OpenAsync(row.Conversation, ct);
        return row.Conversation;
    }

    public async Task<IReadOnlyList<DeskRow>> RowsAsync(CancellationToken ct) => (await AliveAsync(ct)).Read(page => RowsIn(page).ToList());

    /// <summary>One attempt to send a reply, also to another conversation than the open one. The same <paramref name="id"/> again is harmless.</summary>
    /// <exception cref="CircuitException">The connection ended: nobody knows whether it was sent.</exception>
    /// <exception cref="ServerFaultException">The server failed; it may be tried again.</exception>
    public async Task<SendResult> SendAsync(Guid id, Guid conversation, string text, CancellationToken ct) => await SendAsync(await AliveAsync(ct), id, conversation, text, ct);

    /// <summary>Sends, over lost connections and restarted servers, until there is an answer.</summary>
    public Task<SendResult> SendUntilAnsweredAsync(Guid id, Guid conversation, string text, CancellationToken ct) =>
        InsistAsync(circuit => SendAsync(circuit, id, conversation, text, ct), ct);

    /// <summary>The messages of the open conversation, as far as the page holds them, oldest first.</summary>
    public async Task<IReadOnlyList<Arrival>> ReadAsync(CancellationToken ct) =>
        (await AliveAsync(ct)).Read(page => page.Elements.Select(MessageIn).OfType<Arrival>().ToList());

    /// <summary>Waits until the open conversation shows a message with exactly this text.</summary>
    public async Task<Arrival> SeeAsync(string text, CancellationToken ct) =>
        await (await AliveAsync(ct)).SeeAsync(page => page.Elements.Select(MessageIn).FirstOrDefault(m => m?.Text == text), ct);

    public override string? Call(ScriptCall call)
    {
        switch (call.Module, call.Function)
        {
            case ("./Components/Conversations/WorkspacePage.razor.js", "start"):
                return """{"zone":"Etc/UTC","offset":0,"reading":true,"denied":false,"order":null,"settings":null,"drafts":{},"places":{}}""";
            case ("./Components/Conversations/Composer.razor.js", "start"):
                Interlocked.Exchange(ref composer, call.Reference(1));
                return null;
            case ("./Components/Conversations/Timeline.razor.js", "attach"):
                Interlocked.Exchange(ref timeline, call.Reference(1));
                return null;
            default:
                return null;
        }
    }

    public override void Drawn(Document document)
    {
        long newest = 0;
        foreach (var element in document.Added)
        {
            if (element["data-log"] is not null) Drawings++;
            if (MessageIn(element) is not { } message) continue;
            Arrived?.Invoke(message);
            if (!message.Mine) newest = Math.Max(newest, message.Sequence);
        }

        if (newest > Interlocked.Read(ref seen)) Look(newest);
        if (log is { } shown && Number(shown["data-last"]) < Number(shown["data-newest"])) Fetch();
    }

    protected override void Forget()
    {
        Interlocked.Exchange(ref composer, 0);
        Interlocked.Exchange(ref timeline, 0);
        Interlocked.Exchange(ref seen, 0);
    }

    protected override async Task EnterAsync(Circuit opened, CancellationToken ct)
    {
        log = null;
        await opened.SeeAsync(page => Interlocked.Read(ref composer) != 0 && Interlocked.Read(ref timeline) != 0 ? page.Find(IsLoadedList) : null, ct);
        if (Open is { } id) await ShownAsync(opened, id, ct);
    }

    /// <summary>Writing goes on once everything that was missed is on the page.</summary>
    protected override Task BackAsync(Circuit same, CancellationToken ct) => same.InvokeAsync(composer, "CatchUpAsync", ct);

    private async Task ShownAsync(Circuit circuit, Guid conversation, CancellationToken ct)
    {
        var id = conversation.ToString();
        log = await circuit.SeeAsync(page => page.Find(e => e["data-log"] is not null && e["data-conversation"] == id && e["data-last"] is { Length: > 0 }), ct);
        await circuit.InvokeAsync(timeline, "Scrolled", ct, conversation, 0, 0, true);
    }

    private async Task<SendResult> SendAsync(Circuit circuit, Guid id, Guid conversation, string text, CancellationToken ct)
    {
        if (Types) _ = circuit.HintAsync(composer, "TypingAsync", conversation, true);
        var result = await SubmitAsync(circuit, composer, new { id, conversation, kind = "text", text, attachment = (Guid?)null }, ct);
        if (Types) _ = circuit.HintAsync(composer, "TypingAsync", conversation, false);
        return result;
    }

    /// <summary>What has been before the person's eyes is told fifty milliseconds later, once for all that came meanwhile.</summary>
    private void Look(long newest)
    {
        Interlocked.Exchange(ref seen, newest);
        if (Open is not { } conversation || Interlocked.Exchange(ref telling, 1) == 1) return;
        _ = TellAsync();

        async Task TellAsync()
        {
            await Task.Delay(50);
            Interlocked.Exchange(ref telling, 0);
            if (Open == conversation && AliveAsync(default) is { IsCompletedSuccessfully: true } alive)
                await alive.Result.HintAsync(timeline, "Seen", conversation, Interlocked.Read(ref seen));
        }
    }

    /// <summary>The page holds less than there is, and this person stands at the end of it: the script asks for the rest.</summary>
    private void Fetch()
    {
        if (Open is not { } conversation || AliveAsync(default) is not { IsCompletedSuccessfully: true } alive || Interlocked.Exchange(ref fetching, 1) == 1) return;
        _ = alive.Result.HintAsync(timeline, "NewerAsync", conversation).ContinueWith(_ => Interlocked.Exchange(ref fetching, 0), TaskScheduler.Default);
    }

    private static long Number(string? text) => long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 0;

    private Arrival? MessageIn(Node element)
    {
        if (element.Kind is not NodeKind.Element || element["data-seq"] is not { } sequence || !element.HasClass("e")) return null;
        var article = element.Children.FirstOrDefault(n => n.Kind is NodeKind.Element && n.HasClass("m"));
        if (article is null) return null;
        var body = article.Tree().FirstOrDefault(n => n.Kind is NodeKind.Element && n.HasClass("b"));
        return new(body?.InnerText.Trim() ?? "", !article.HasClass("in"), Guid.TryParse(element["data-client-id"], out var id) ? id : null, Open,
            long.Parse(sequence, System.Globalization.CultureInfo.InvariantCulture), Stopwatch.GetTimestamp());
    }

    private static bool IsLoadedList(Node element) =>
        element["data-rows"] is not null && !element.Tree().Any(n => n.Kind is NodeKind.Element && n["aria-busy"] is not null);

    private static IEnumerable<DeskRow> RowsIn(Document page) =>
        page.Elements.Where(e => e["data-row"] is { Length: > 0 }).Select(e => new DeskRow(Guid.Parse(e["data-row"]!), e.InnerText));
}
