using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>
/// Everybody who waits, in the order of <see cref="UrgencyRules"/>. Those whom the rules cannot tell apart stand in one row,
/// first come first: only the head of each row has to be asked about, however long the line is.
/// </summary>
public sealed class WaitingLine
{
    private readonly List<Row> rows = [];
    private readonly List<(double Urgency, Row Row)> heads = [];

    public int Count { get; private set; }

    /// <summary>In the order of arrival: each came no earlier than those before it.</summary>
    public void Add(Queue queue, Conversation conversation)
    {
        var row = rows.Find(r => r.Holds(queue, conversation));
        if (row is null) rows.Add(row = new(queue, conversation));
        row.Line.AddLast(conversation);
        Count++;
    }

    /// <summary>Somebody gave up waiting, or got an agent.</summary>
    public void Remove(Conversation conversation)
    {
        foreach (var row in rows)
        {
            if (!row.Line.Remove(conversation)) continue;
            Count--;
            if (row.IsSingle) rows.Remove(row);
            return;
        }
    }

    /// <summary>The head of each row, most urgent first; each with its queue.</summary>
    public IReadOnlyList<(Queue Queue, Conversation Conversation)> Heads(DateTimeOffset now)
    {
        heads.Clear();
        foreach (var row in rows)
        {
            if (row.Line.Count > 0) heads.Add((UrgencyRules.Urgency(row.Queue, row.Line.First!, now), row));
        }

        CollectionsMarshal.AsSpan(heads).Sort(static (a, b) => Compare(a, b));
        return [.. heads.Select(h => (h.Row.Queue, h.Row.Line.First!))];
    }

    /// <summary>Everybody who waits, row by row.</summary>
    public IEnumerable<(Queue Queue, Conversation Conversation)> All => rows.SelectMany(r => r.Line.Select(c => (r.Queue, c)));

    private static int Compare((double Urgency, Row Row) a, (double Urgency, Row Row) b)
    {
        var order = b.Urgency.CompareTo(a.Urgency);
        if (order == 0) order = Nullable.Compare(a.Row.Line.First!.QueuedAt, b.Row.Line.First!.QueuedAt);
        return order != 0 ? order : a.Row.Line.First!.Id.Value.CompareTo(b.Row.Line.First!.Id.Value);
    }

    private sealed class Row(Queue queue, Conversation first)
    {
        private readonly ImmutableArray<SkillNeed> needs = first.Needs;
        private readonly (ChannelKind, int?, PriorityLevel, int?, bool, UserId?) rest = RestOf(first);

        public Queue Queue => queue;
        public FirstInFirstOut Line { get; } = new();

        /// <summary>Somebody was asked before: its own rules, a row of its own.</summary>
        public bool IsSingle { get; } = IsSpecial(first);

        public bool Holds(Queue other, Conversation c) =>
            !IsSingle && !IsSpecial(c) && other.Id == queue.Id && rest == RestOf(c) && (needs == c.Needs || needs.SequenceEqual(c.Needs));

        /// <summary>Whoever had it before too: of those kept for one agent the first is kept the shortest.</summary>
        private static (ChannelKind, int?, PriorityLevel, int?, bool, UserId?) RestOf(Conversation c) => (c.Channel, c.Priority, c.Level, c.Weight, c.WasTransferred, c.PreferredAgentId);

        private static bool IsSpecial(Conversation c) => c.PassedOver.Length > 0;
    }

    /// <summary>A row from which anybody may leave: who left is skipped when their turn comes.</summary>
    private sealed class FirstInFirstOut
    {
        private readonly Queue<Conversation> order = new();
        private readonly HashSet<ConversationId> here = [];

        public int Count => here.Count;

        public Conversation? First
        {
            get
            {
                while (order.TryPeek(out var next))
                {
                    if (here.Contains(next.Id)) return next;
                    order.Dequeue();
                }

                return null;
            }
        }

        public void AddLast(Conversation conversation)
        {
            order.Enqueue(conversation);
            here.Add(conversation.Id);
        }

        public bool Remove(Conversation conversation) => here.Remove(conversation.Id);

        public IEnumerable<TOut> Select<TOut>(Func<Conversation, TOut> by) => order.Where(c => here.Contains(c.Id)).Select(by);
    }
}
