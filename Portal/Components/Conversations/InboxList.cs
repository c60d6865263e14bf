using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Components.Conversations;

public sealed record ListSection(ListGroup Group, IReadOnlyList<ConversationRow> Rows);

/// <summary>
/// The rows of one list in their order. While somebody is about to press one, the order is held: rows change in place,
/// what left stays where it is until the hand has gone, and what is new stands below its group.
/// </summary>
public sealed class InboxList(UserId me)
{
    private readonly Dictionary<ConversationId, ConversationRow> rows = [];
    private List<(ListGroup Group, List<ConversationId> Ids)> order = [];
    private volatile bool held;
    private bool unsorted;

    /// <summary>Whether the order is held; may be asked on any thread.</summary>
    public bool IsHeld => held;

    public ConversationFilter Filter { get; private set; } = new(ConversationView.Mine, me);

    public ListOrder Order { get; private set; }

    /// <summary>How pressing each answer is; null orders by the wait alone.</summary>
    public Func<ConversationRow, double>? Rank { get; init; }

    public bool Contains(ConversationId id) => rows.ContainsKey(id);

    public ConversationRow? Find(ConversationId id) => rows.GetValueOrDefault(id);

    public IEnumerable<ConversationRow> Rows => rows.Values;

    public IReadOnlyList<ListSection> Sections =>
        [.. Sorted().Select(s => new ListSection(s.Group, [.. s.Ids.Select(id => rows[id])])).Where(s => s.Rows.Count > 0)];

    public void Load(ConversationFilter filter, IReadOnlyList<ConversationRow> read)
    {
        Filter = filter;
        rows.Clear();
        foreach (var row in read) rows[row.Conversation.Id] = row;
        Arrange();
    }

    public void Choose(ListOrder choice)
    {
        Order = choice;
        Arrange();
    }

    /// <summary>Takes the newest state of a row, or learns that it is gone.</summary>
    public void Put(ConversationId id, ConversationRow? row)
    {
        var known = rows.GetValueOrDefault(id);
        // Two reads may answer in the wrong order.
        if (row is not null && known is not null && row.Conversation.Version < known.Conversation.Version) return;
        if (row is not null && ListRules.Matches(Filter, row))
        {
            rows[id] = row;
            if (!held) Arrange();
            else if (known is null) Append(row);
        }
        else if (known is not null)
        {
            // Under the hand it stays, in its new state; without a state there is nothing to show.
            if (held && row is not null)
            {
                rows[id] = row;
                return;
            }

            rows.Remove(id);
            Arrange();
        }
    }

    public void Hold(bool on)
    {
        if (held == on) return;
        // What came before the hand is sorted before it stands still.
        Sorted();
        held = on;
        if (held) return;
        foreach (var gone in rows.Values.Where(r => !ListRules.Matches(Filter, r)).ToList()) rows.Remove(gone.Conversation.Id);
        Arrange();
    }

    /// <summary>Waits have grown, and with them what is most pressing. Not under the hand.</summary>
    /// <returns>Whether the order is another one now.</returns>
    public bool Resort()
    {
        if (held || Rank is null) return false;
        var before = Sorted();
        Sort();
        return !before.SelectMany(s => s.Ids).SequenceEqual(order.SelectMany(s => s.Ids));
    }

    private void Append(ConversationRow row)
    {
        if (rows.Count > ListConversations.Limit) return;
        var group = ListRules.GroupOf(row.Conversation, me);
        Sorted();
        var place = order.FindIndex(s => s.Group == group);
        if (place >= 0) order[place].Ids.Add(row.Conversation.Id);
        else order.Add((group, [row.Conversation.Id]));
    }

    /// <summary>Sorted when somebody looks, not with each of many changes that come together.</summary>
    private List<(ListGroup Group, List<ConversationId> Ids)> Sorted()
    {
        if (unsorted) Sort();
        return order;
    }

    private void Arrange()
    {
        unsorted = true;
        // Under the hand the order is what it is, and must hold no row that is gone.
        if (held) Sort();
    }

    private void Sort()
    {
        unsorted = false;
        if (held)
        {
            // Nothing moves; only what no longer exists goes.
            order = [.. order.Select(s => (s.Group, s.Ids.Where(rows.ContainsKey).ToList()))];
            return;
        }

        var sorted = ListRules.Sort(rows.Values, me, Order, Rank).ToList();
        foreach (var surplus in sorted.Skip(ListConversations.Limit)) rows.Remove(surplus.Conversation.Id);
        order = [.. sorted.Take(ListConversations.Limit)
            .GroupBy(r => ListRules.GroupOf(r.Conversation, me))
            .Select(g => (g.Key, g.Select(r => r.Conversation.Id).ToList()))];
    }
}
