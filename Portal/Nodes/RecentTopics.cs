using Portal.Data.Nodes;
using Portal.Domain.Shared;

namespace Portal.Nodes;

/// <summary>
/// The topics of what was published here during the last beats. As long as all nodes hear each other nobody asks for them;
/// when one stops hearing, those of the moments before this was noticed are still here.
/// </summary>
public sealed class RecentTopics
{
    /// <summary>Beats that are kept while nobody asks: longer than it takes to notice that somebody does not hear.</summary>
    public const int Kept = 12;

    /// <summary>Topics of one beat that are remembered by name; beyond that everything has to be read.</summary>
    public const int Most = 2000;

    private readonly Lock gate = new();
    private readonly Queue<Generation> closed = new();
    private Generation current = new();

    public void Note(Topic topic)
    {
        lock (gate) current.Note(topic);
    }

    /// <summary>A beat has passed. With <paramref name="tell"/>, everything that is remembered is handed over; null when there is nothing.</summary>
    public News? Turn(bool tell)
    {
        lock (gate)
        {
            if (!current.IsEmpty || !tell)
            {
                closed.Enqueue(current);
                current = new();
            }

            if (!tell)
            {
                while (closed.Count > Kept) closed.Dequeue();
                return null;
            }

            var all = new Generation();
            while (closed.TryDequeue(out var some)) all.Add(some);
            return all.IsEmpty ? null : new News(all.TooMany ? null : all.Topics);
        }
    }

    /// <summary>It could not be told: the next one tells it too.</summary>
    public void Return(News news)
    {
        lock (gate) current.Add(news.Topics is { } topics ? new Generation(topics) : new Generation { TooMany = true });
    }

    private sealed class Generation
    {
        private readonly HashSet<Topic> topics = [];

        public Generation()
        {
        }

        public Generation(IEnumerable<Topic> some) => topics.UnionWith(some);

        public bool TooMany { get; set; }

        public bool IsEmpty => topics.Count == 0 && !TooMany;

        public IReadOnlyCollection<Topic> Topics => topics;

        public void Note(Topic topic)
        {
            if (TooMany || !topics.Add(topic) || topics.Count <= Most) return;
            TooMany = true;
            topics.Clear();
        }

        public void Add(Generation other)
        {
            TooMany |= other.TooMany;
            foreach (var topic in other.Topics) Note(topic);
        }
    }
}
