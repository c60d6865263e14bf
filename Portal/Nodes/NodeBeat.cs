using Microsoft.Extensions.Options;
using Portal.Data.Nodes;

namespace Portal.Nodes;

/// <summary>
/// Once a beat: looks at the other nodes' rows, and writes its own. While somebody does not hear somebody over Redis, the names of
/// the topics that were published here go along, and those of others are read again here. What that costs grows with what
/// happens, not with the pages that are open.
/// </summary>
public sealed class NodeBeat(
    INodeStore store, RecentTopics recent, NodeMembers members, RelayPeers peers, CatchUp catchUp, TimeProvider clock, IOptions<NodesOptions> options, ILogger<NodeBeat> logger)
    : BackgroundService
{
    private long beat, lastNews;
    private bool told, failing;

    /// <summary>Before anybody is served, so that nothing said from then on is overlooked.</summary>
    public override async Task StartAsync(CancellationToken ct)
    {
        await TryBeatAsync(ct);
        await base.StartAsync(ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(options.Value.DatabaseBeat, clock);
        while (await timer.WaitForNextTickAsync(stopping)) await TryBeatAsync(stopping);
    }

    /// <summary>Says goodbye. While somebody cannot hear, the row stays for them to read and to bury.</summary>
    public override async Task StopAsync(CancellationToken ct)
    {
        await base.StopAsync(ct);
        try
        {
            if (members.MustTell || told) await BeatAsync(ct);
            else await store.RemoveAsync(peers.Self, ct);
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            logger.LogWarning(error, "This node's row stays in the database; the others take it for dead soon");
        }
    }

    private async Task TryBeatAsync(CancellationToken ct)
    {
        try
        {
            await BeatAsync(ct);
            if (failing) logger.LogInformation("This node's beats reach the database again");
            failing = false;
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            if (!failing) logger.LogError(error, "This node cannot say in the database that it lives; it tries again every {Seconds} s", options.Value.DatabaseBeat.TotalSeconds);
            failing = true;
        }
    }

    private async Task BeatAsync(CancellationToken ct)
    {
        var rows = await store.ListAsync(ct);
        await HeedAsync(members.Take(rows), ct);
        var tell = members.MustTell;
        // Once more after all hear again: what was published in between is not forgotten.
        var news = recent.Turn(tell || told);
        try
        {
            var row = new NodeRow { Id = peers.Self, Beat = ++beat, Hears = peers.IsHearing, LastNews = news is null ? lastNews : beat };
            await store.BeatAsync(row, rows.All(r => r.Id != peers.Self), news, ct);
            (lastNews, told) = (row.LastNews, tell);
        }
        catch when (news is not null)
        {
            recent.Return(news);
            throw;
        }
    }

    private async Task HeedAsync(Verdict verdict, CancellationToken ct)
    {
        foreach (var id in verdict.Died)
        {
            logger.LogWarning("Node {Node} is dead: open pages read the database once", id);
            peers.Forget(id);
        }

        if (verdict.ReadAll || verdict.Died.Count > 0) catchUp.Everything();
        try
        {
            foreach (var (node, after) in verdict.News) Heed(await store.ReadNewsAsync(node, after, ct));
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            // It is not asked for again.
            catchUp.Everything();
            throw;
        }

        foreach (var id in verdict.Old) await store.RemoveAsync(id, ct);
    }

    private void Heed(IReadOnlyList<News> news)
    {
        foreach (var said in news)
        {
            if (said.Topics is null) catchUp.Everything();
            else catchUp.Topics(said.Topics);
        }
    }
}
