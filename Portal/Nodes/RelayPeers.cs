using Microsoft.Extensions.Options;

namespace Portal.Nodes;

/// <summary>What an envelope means for those who listen here.</summary>
public enum Reception
{
    /// <summary>It follows the one before.</summary>
    InOrder,

    /// <summary>Something before it did not arrive, and it names what that was.</summary>
    Named,

    /// <summary>Something before it did not arrive, and nobody knows what.</summary>
    Gap,

    /// <summary>It was heard before.</summary>
    Repeated,
}

/// <summary>
/// Which nodes are heard, and up to where. A node hears itself too: as long as its own beats come back, both directions of
/// its connection work, whatever the client library believes.
/// </summary>
public sealed class RelayPeers(TimeProvider clock, IOptions<NodesOptions> options)
{
    private readonly Lock gate = new();
    private readonly Dictionary<Guid, Peer> peers = [];
    private long heardMyself = clock.GetTimestamp();
    private bool hasHeardMyself;

    /// <summary>This node, as others know it.</summary>
    public Guid Self { get; } = Guid.NewGuid();

    /// <summary>Whether what is said elsewhere arrives here.</summary>
    public bool IsHearing
    {
        get
        {
            lock (gate) return hasHeardMyself && clock.GetElapsedTime(heardMyself) < options.Value.SilentAfter;
        }
    }

    /// <summary>Other nodes that are heard now.</summary>
    public int Heard
    {
        get
        {
            lock (gate) return peers.Values.Count(IsFresh);
        }
    }

    /// <summary>Other nodes that were heard and fell silent without a goodbye.</summary>
    public IReadOnlyList<Guid> Silent
    {
        get
        {
            lock (gate) return [.. peers.Where(p => !IsFresh(p.Value)).Select(p => p.Key)];
        }
    }

    /// <summary>Whether that node is heard now.</summary>
    public bool IsHeard(Guid node)
    {
        lock (gate) return peers.TryGetValue(node, out var peer) && IsFresh(peer);
    }

    /// <summary>The node is dead. Should it speak again, it is met as one in the middle of its stream.</summary>
    public void Forget(Guid node)
    {
        lock (gate) peers.Remove(node);
    }

    /// <summary>Nodes that keep their attachments in another folder than this one.</summary>
    public bool HasForeignFolder(Guid own)
    {
        lock (gate) return peers.Values.Any(p => p.Folder != own);
    }

    /// <summary>An envelope has come. <paramref name="returned"/> is set when this node hears again after it had been deaf.</summary>
    public Reception Take(RelayEnvelope envelope, out bool returned)
    {
        lock (gate)
        {
            returned = false;
            var now = clock.GetTimestamp();
            if (envelope.Node == Self)
            {
                returned = !hasHeardMyself || clock.GetElapsedTime(heardMyself, now) >= options.Value.SilentAfter;
                (hasHeardMyself, heardMyself) = (true, now);
                // Everything is read again now, so that the others may go on from wherever they are.
                if (returned) foreach (var peer in peers.Values) peer.Last = null;
                return Reception.InOrder;
            }

            if (!peers.TryGetValue(envelope.Node, out var sender)) peers[envelope.Node] = sender = new Peer { Last = 0 };
            sender.At = now;
            sender.Folder = envelope.Folder;
            var last = sender.Last;
            if (last is { } known && envelope.Number <= known) return Reception.Repeated;
            sender.Last = envelope.Number;
            if (envelope.IsLast) peers.Remove(envelope.Node);
            if (last is null || last == envelope.Number - 1) return envelope.Lost is { Count: 0 } ? Reception.InOrder : Reception.Named;
            return last >= envelope.Confirmed ? Reception.Named : Reception.Gap;
        }
    }

    private bool IsFresh(Peer peer) => clock.GetElapsedTime(peer.At) < options.Value.SilentAfter;

    private sealed class Peer
    {
        /// <summary>The newest number that was heard; null when the next one counts, whatever it is.</summary>
        public long? Last { get; set; }

        public long At { get; set; }

        public Guid Folder { get; set; }
    }
}
