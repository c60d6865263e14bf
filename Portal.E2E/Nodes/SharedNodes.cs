using Portal.Data.Nodes;

namespace Portal.E2E.Nodes;

/// <summary>The nodes' rows of a shared database, in memory.</summary>
internal sealed class SharedNodes : INodeStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<Guid, NodeRow> rows = [];
    private readonly List<(Guid Node, long Beat, News News)> said = [];

    public Task<IReadOnlyList<NodeRow>> ListAsync(CancellationToken ct)
    {
        lock (gate) return Task.FromResult<IReadOnlyList<NodeRow>>([.. rows.Values.Select(r => new NodeRow { Id = r.Id, Beat = r.Beat, Hears = r.Hears, LastNews = r.LastNews })]);
    }

    public Task BeatAsync(NodeRow row, bool isNew, News? news, CancellationToken ct)
    {
        lock (gate)
        {
            rows[row.Id] = row;
            if (news is not null) said.Add((row.Id, row.Beat, news));
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<News>> ReadNewsAsync(Guid node, long after, CancellationToken ct)
    {
        lock (gate) return Task.FromResult<IReadOnlyList<News>>([.. said.Where(s => s.Node == node && s.Beat > after).Select(s => s.News)]);
    }

    public Task RemoveAsync(Guid node, CancellationToken ct)
    {
        lock (gate) rows.Remove(node);
        return Task.CompletedTask;
    }

    /// <summary>One node's way to it, which can be shut.</summary>
    public sealed class Door(INodeStore inner) : INodeStore
    {
        private volatile bool shut;

        public bool IsShut
        {
            get => shut;
            set => shut = value;
        }

        public Task<IReadOnlyList<NodeRow>> ListAsync(CancellationToken ct) => Open().ListAsync(ct);

        public Task BeatAsync(NodeRow row, bool isNew, News? news, CancellationToken ct) => Open().BeatAsync(row, isNew, news, ct);

        public Task<IReadOnlyList<News>> ReadNewsAsync(Guid node, long after, CancellationToken ct) => Open().ReadNewsAsync(node, after, ct);

        public Task RemoveAsync(Guid node, CancellationToken ct) => Open().RemoveAsync(node, ct);

        private INodeStore Open() => shut ? throw new TimeoutException("The database is away.") : inner;
    }
}
