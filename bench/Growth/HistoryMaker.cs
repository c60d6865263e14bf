using Portal.Domain.Conversations;
using Portal.Domain.Customers;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Bench.Growth;

/// <summary>One conversation with all that belongs to it.</summary>
internal sealed record MadeTalk(Customer? NewCustomer, Conversation Conversation, List<TimelineEntry> Entries, List<ReadMark> Marks);

/// <summary>Makes the history from its oldest conversation to the newest. The same seed makes the same talks, apart from their ids.</summary>
internal sealed class HistoryMaker(HistoryPlan plan, IReadOnlyList<Agent> agents, IReadOnlyList<QueueId> queues, InboxId inbox, DateTimeOffset now)
{
    private readonly Random random = new(20261124);
    private readonly List<Customer> customers = [];

    public IEnumerable<MadeTalk> Make()
    {
        var texts = new TalkTexts(random);
        var lengths = plan.Lengths(random);
        var gap = TimeSpan.FromDays(1) / HistoryPlan.PerDay;
        // Newest first they are: asleep, waiting, assigned, and between those as many resolved ones.
        for (var age = plan.Conversations - 1; age >= 0; age--) yield return Talk(age, lengths[age], now - (gap * (age + random.NextDouble())), texts);
    }

    private MadeTalk Talk(int age, int messages, DateTimeOffset began, TalkTexts texts)
    {
        var place = age % 2 == 0 ? age / 2 : int.MaxValue;
        var status = place < HistoryPlan.Open ? ConversationStatus.Open : place < HistoryPlan.Open + HistoryPlan.Asleep ? ConversationStatus.Snoozed : ConversationStatus.Resolved;
        var queued = place < HistoryPlan.Queued;
        var (customer, isNew) = Who(began, status, texts);
        var agent = agents[random.Next(agents.Count)];
        var id = new ConversationId(Guid.CreateVersion7(began));
        var entries = Entries(id, customer, queued ? null : agent, messages, began, status, texts);
        var last = entries[^1];
        var words = entries.Last(e => e.Kind is EntryKind.Text);
        var conversation = new Conversation
        {
            Id = id, InboxId = inbox, CustomerId = customer.Id, QueueId = queues[random.Next(queues.Count)], CreatedAt = began, Status = status,
            AssigneeId = queued ? null : agent.Id, AssignedAt = queued ? null : began, OpenedAt = queued ? null : began.AddSeconds(8), PreferredAgentId = queued ? null : agent.Id,
            QueuedAt = queued ? began : null, CountsFrom = queued ? began : null, SpokenAt = words.CreatedAt, WaitingSince = words.AuthorRole is Role.Customer && status is ConversationStatus.Open ? words.CreatedAt : null,
            FirstResponseAt = queued ? null : entries.First(e => e.AuthorRole is Role.Agent && e.Kind is EntryKind.Text).CreatedAt,
            SnoozedUntil = status is ConversationStatus.Snoozed ? now.AddDays(1 + random.NextDouble()) : null, ResolvedAt = status is ConversationStatus.Resolved ? last.CreatedAt : null,
            LastSequence = last.Sequence, LastPublicSequence = last.Sequence, LastEntryAt = last.CreatedAt,
            Preview = words.Text![..Math.Min(words.Text!.Length, ConversationRules.PreviewLength)], PreviewRole = words.AuthorRole, Version = entries.Count,
        };
        var read = status is ConversationStatus.Resolved ? last.Sequence : Math.Max(1, last.Sequence - 2);
        List<ReadMark> marks = [Mark(id, customer.Id.Value, Side.Customer, read)];
        if (!queued) marks.Add(Mark(id, agent.Id.Value, Side.Staff, read));
        return new(isNew ? customer : null, conversation, entries, marks);
    }

    /// <summary>What is open belongs to people of its own: nobody has two open conversations in one inbox.</summary>
    private (Customer Customer, bool IsNew) Who(DateTimeOffset began, ConversationStatus status, TalkTexts texts)
    {
        if (status is ConversationStatus.Resolved && customers.Count > 0 && customers.Count >= plan.Customers - HistoryPlan.Open - HistoryPlan.Asleep)
            return (customers[random.Next(customers.Count)], false);
        if (status is ConversationStatus.Resolved && customers.Count > 20 && random.NextDouble() < 0.38) return (customers[random.Next(customers.Count)], false);
        var name = texts.Name();
        var id = new CustomerId(Guid.CreateVersion7(began));
        var customer = new Customer
        {
            Id = id, Name = random.Next(5) == 0 ? "" : name, Email = random.Next(2) == 0 ? $"{name.Split(' ')[0].ToLowerInvariant()}.{customers.Count}@text.example" : null, CreatedAt = began, LastSeenAt = began,
        };
        if (status is ConversationStatus.Resolved) customers.Add(customer);
        return (customer, true);
    }

    private List<TimelineEntry> Entries(ConversationId id, Customer customer, Agent? agent, int messages, DateTimeOffset began, ConversationStatus status, TalkTexts texts)
    {
        var entries = new List<TimelineEntry>(messages + 2);
        var at = began;
        for (var n = 0; n < messages; n++)
        {
            var byAgent = agent is not null && (n == 1 || (n > 1 && random.Next(2) == 0));
            if (n == 1 && agent is not null) Add(Role.Agent, agent.Id.Value, agent.Name, EntryKind.Event, agent.Name, TimelineEvent.Joined);
            if (byAgent) Add(Role.Agent, agent!.Id.Value, agent.Name, EntryKind.Text, texts.FromAgent(), null);
            else Add(Role.Customer, customer.Id.Value, customer.DisplayName, EntryKind.Text, texts.FromCustomer(n == 0), null);
        }

        if (status is ConversationStatus.Resolved) Add(Role.Agent, agent!.Id.Value, agent.Name, EntryKind.Event, agent.Name, TimelineEvent.Resolved);
        return entries;

        void Add(Role role, Guid author, string name, EntryKind kind, string text, TimelineEvent? what)
        {
            at += TimeSpan.FromSeconds(5 + random.Next(55));
            if (at > now) at = now;
            entries.Add(new()
            {
                ConversationId = id, Sequence = entries.Count + 1, ClientMessageId = Guid.CreateVersion7(at), Kind = kind, Audience = Audience.Everyone,
                AuthorRole = role, AuthorId = author, AuthorName = name, Text = text, Event = what, CreatedAt = at,
            });
        }
    }

    private static ReadMark Mark(ConversationId id, Guid reader, Side side, long read) => new() { ConversationId = id, ReaderId = reader, Side = side, Delivered = read, Read = read };
}
