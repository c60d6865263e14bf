using Portal.Bench.Circuits;

namespace Portal.Bench.Load;

/// <summary>A supervisor who looks at the live board.</summary>
internal sealed class BoardTab(Uri server, Visitor signedIn) : Tab(server, signedIn)
{
    protected override string Path => "live";

    /// <summary>Changes that were drawn so far.</summary>
    public async Task<long> BatchesAsync() => (await AliveAsync(default)).Batches;

    public override string? Call(ScriptCall call) => null;

    protected override async Task EnterAsync(Circuit opened, CancellationToken ct) => await opened.SeeAsync(page => page.Find(e => e.Content == "table"), ct);

    protected override Task BackAsync(Circuit same, CancellationToken ct) => Task.CompletedTask;
}
