using Microsoft.EntityFrameworkCore;

namespace Portal.Data.Nodes;

public sealed class NodeStore(IDbContextFactory<PortalDbContext> contexts) : INodeStore
{
    /// <summary>Beats for which what was said is kept: whoever has not read for so long reads everything.</summary>
    public const int KeptBeats = 60;

    public async Task<IReadOnlyList<NodeRow>> ListAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Nodes.AsNoTracking().ToListAsync(ct);
    }

    public async Task BeatAsync(NodeRow row, bool isNew, News? news, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (isNew) db.Nodes.Add(row);
        else db.Nodes.Update(row);
        if (news is not null) db.NodeNews.Add(new NodeNews { NodeId = row.Id, Beat = row.Beat, Topics = news.Topics is { } topics ? TopicNames.Write(topics) : null });
        await db.SaveChangesAsync(ct);
        if (news is not null) await db.NodeNews.Where(n => n.NodeId == row.Id && n.Beat <= row.Beat - KeptBeats).ExecuteDeleteAsync(ct);
    }

    public async Task<IReadOnlyList<News>> ReadNewsAsync(Guid node, long after, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var said = await db.NodeNews.Where(n => n.NodeId == node && n.Beat > after).OrderBy(n => n.Beat).Select(n => n.Topics).Take(KeptBeats * 2).ToListAsync(ct);
        return [.. said.Select(text => new News(text is null ? null : TopicNames.Read(text)))];
    }

    public async Task RemoveAsync(Guid node, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.Nodes.Where(n => n.Id == node).ExecuteDeleteAsync(ct);
    }
}
