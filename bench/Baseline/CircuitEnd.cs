using System.Diagnostics;
using Portal.Bench.Circuits;
using Portal.Bench.Load;

namespace Portal.Bench.Baseline;

/// <summary>Writes into the text box and presses the button, as a person at the bare page does.</summary>
internal sealed class CircuitEnd : PageScripts, IBareEnd
{
    private readonly End end;
    private readonly ILoadEar ear;
    private Circuit? circuit;
    private Node? box, button;

    private CircuitEnd(End end, ILoadEar ear) => (this.end, this.ear) = (end, ear);

    public static async Task<CircuitEnd> OpenAsync(Uri server, Guid conversation, End end, ILoadEar ear, CancellationToken ct)
    {
        var opened = new CircuitEnd(end, ear);
        var visitor = new Visitor();
        var page = await CircuitPage.FetchAsync(visitor, new Uri(server, $"talk/{conversation}/{end}"), ct);
        opened.circuit = await Circuit.StartAsync(page, visitor, opened, ct);
        opened.box = await opened.circuit.SeeAsync(d => d.Find(e => e.Content == "input"), ct);
        opened.button = await opened.circuit.SeeAsync(d => d.Find(e => e.Content == "button"), ct);
        return opened;
    }

    public async Task SendAsync(string text, CancellationToken ct)
    {
        var (change, click) = circuit!.Read(_ => (box!.HandlerOf("onchange"), button!.HandlerOf("onclick")));
        // A browser does not wait between the two either; the circuit takes them in order.
        var written = circuit.DispatchAsync(change, "change", new { value = text }, ct);
        await Task.WhenAll(written, circuit.ClickAsync(click, ct));
    }

    public ValueTask CutAsync()
    {
        circuit!.Cut();
        return ValueTask.CompletedTask;
    }

    public Task<bool> ResumeAsync(CancellationToken ct) => circuit!.ReconnectAsync(ct);

    public override string? Call(ScriptCall call) => null;

    public override void Drawn(Document document)
    {
        foreach (var line in document.Added)
        {
            if (line.Content == "li") ear.Hear(end, line.HasClass("customer") ? End.Customer : End.Staff, line.InnerText, Stopwatch.GetTimestamp());
        }
    }

    public ValueTask DisposeAsync() => circuit!.CloseAsync();
}
