using Microsoft.Extensions.Options;
using Portal.Data.Nodes;

namespace Portal.Nodes;

/// <summary>What one look at the nodes' rows asks for.</summary>
/// <param name="ReadAll">This node has not looked for so long that what was said may be gone.</param>
/// <param name="News">Who said something new, and after which beat.</param>
/// <param name="Died">Nodes that neither Redis nor the database has a sign of any more: what they wrote last was never told.</param>
/// <param name="Old">Rows that nobody needs any more.</param>
public sealed record Verdict(bool ReadAll, IReadOnlyList<(Guid Node, long After)> News, IReadOnlyList<Guid> Died, IReadOnlyList<Guid> Old);

/// <summary>
/// Who lives, as the shared database knows it. A node that is silent on Redis but beats in the database is cut off: it goes on
/// writing, and says in the database what to read. One that does neither is dead: one more reading, and it is forgotten.
/// </summary>
public sealed class NodeMembers(RelayPeers peers, TimeProvider clock, IOptions<NodesOptions> options)
{
    private const int Enough = 3;

    private readonly Lock gate = new();
    private readonly Dictionary<Guid, Member> members = [];
    private bool looked;
    private long lookedAt;

    /// <summary>Other nodes that live and are not heard.</summary>
    public int CutOff
    {
        get
        {
            lock (gate) return members.Count(m => IsCutOff(m.Key, m.Value));
        }
    }

    /// <summary>Somebody may not hear what is said here, or not be heard: topics travel through the database too.</summary>
    public bool MustTell
    {
        get
        {
            lock (gate) return !peers.IsHearing || members.Any(m => IsCutOff(m.Key, m.Value) || IsDeaf(m.Value));
        }
    }

    /// <summary>What happens elsewhere is not, or perhaps not, heard at once.</summary>
    public bool MayMiss => !peers.IsHearing || peers.Silent.Count > 0 || CutOff > 0;

    /// <summary>All rows as they were read just now.</summary>
    public Verdict Take(IReadOnlyList<NodeRow> rows)
    {
        lock (gate)
        {
            var now = clock.GetTimestamp();
            var pause = looked ? clock.GetElapsedTime(lookedAt, now) : TimeSpan.Zero;
            var news = new List<(Guid, long)>();
            foreach (var row in rows.Where(r => r.Id != peers.Self)) See(row, now, news);
            foreach (var id in members.Keys.Except(rows.Select(r => r.Id)).ToList()) members.Remove(id);
            var verdict = new Verdict(pause > options.Value.DatabaseBeat * (NodeStore.KeptBeats / 2), news, Bury(), [.. members.Where(m => Age(m.Value) > options.Value.ForgetAfter).Select(m => m.Key)]);
            (looked, lookedAt) = (true, now);
            return verdict;
        }
    }

    private void See(NodeRow row, long now, List<(Guid, long)> news)
    {
        if (!members.TryGetValue(row.Id, out var member))
        {
            // What was there before this node read for the first time may have been dead for long; what comes later has just begun.
            members[row.Id] = member = new Member { Beat = row.Beat, Since = now, At = now, Lives = looked, Read = looked ? 0 : row.LastNews };
        }
        else if (row.Beat != member.Beat)
        {
            (member.Beat, member.At, member.Lives, member.Looks) = (row.Beat, now, true, 0);
        }
        else
        {
            member.Looks++;
        }

        member.Hears = row.Hears;
        if (row.LastNews <= member.Read) return;
        news.Add((row.Id, member.Read));
        member.Read = row.LastNews;
    }

    private List<Guid> Bury()
    {
        var dead = new List<Guid>();
        foreach (var id in members.Where(m => m.Value.Lives && IsStill(m.Value) && !peers.IsHeard(m.Key)).Select(m => m.Key))
        {
            members[id].Lives = false;
            dead.Add(id);
        }

        // Heard once, silent now, and without a sign of life here: gone as well.
        dead.AddRange(peers.Silent.Where(id => !dead.Contains(id) && members.GetValueOrDefault(id) is not { Lives: true }));
        return dead;
    }

    /// <summary>While the database is away nobody can beat: time alone says nothing, several looks do.</summary>
    private bool IsStill(Member member) => Age(member) >= options.Value.DeadAfter && member.Looks >= Enough;

    private TimeSpan Age(Member member) => clock.GetElapsedTime(member.At);

    /// <summary>A node that has just begun is seen here first, and heard a moment later.</summary>
    private bool IsSettled(Member member) => member.Lives && clock.GetElapsedTime(member.Since) >= options.Value.SilentAfter;

    private bool IsCutOff(Guid id, Member member) => IsSettled(member) && !peers.IsHeard(id) && !IsStill(member);

    private bool IsDeaf(Member member) => IsSettled(member) && !member.Hears;

    private sealed class Member
    {
        public long Beat { get; set; }

        public long Since { get; init; }

        /// <summary>When its beat was last seen to change.</summary>
        public long At { get; set; }

        /// <summary>How often it was found unchanged since.</summary>
        public int Looks { get; set; }

        public bool Lives { get; set; }

        public bool Hears { get; set; }

        /// <summary>Up to which beat its news were read.</summary>
        public long Read { get; set; }
    }
}
