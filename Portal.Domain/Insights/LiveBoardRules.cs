using System.Collections.Immutable;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Domain.Insights;

/// <summary>How near a figure is to its standard.</summary>
public enum Tone { Calm, Near, Missed }

/// <summary>
/// What an event does to the facts, and how facts are drawn. Applying every event to old facts and drawing them gives the same
/// board as reading the database anew.
/// </summary>
public static class LiveBoardRules
{
    public const int ChartMinutes = 60;
    public static readonly TimeSpan ChartSpan = TimeSpan.FromMinutes(ChartMinutes);
    public static readonly TimeSpan ShortSpan = TimeSpan.FromHours(1);
    public static readonly TimeSpan LongSpan = TimeSpan.FromHours(24);

    /// <summary>Points below its target from which a service level is missed, not just near.</summary>
    private const int NearMargin = 5;

    public static BoardFacts Apply(BoardFacts facts, ConversationChanged fact)
    {
        // A repeated event, or an older one that another node's relay brought late, says nothing new.
        if (facts.Conversations.TryGetValue(fact.After.Id, out var known) && known.Version >= fact.After.Version) return facts;
        return facts with { Conversations = facts.Conversations.SetItem(fact.After.Id, BoardConversation.Of(fact.After)) };
    }

    public static BoardFacts Apply(BoardFacts facts, AgentChanged fact) => facts with
    {
        Agents = facts.Agents.SetItem(fact.Agent.Id, fact.Agent),
        Consults = fact.Consults switch { null => facts.Consults, > 0 and var count => facts.Consults.SetItem(fact.Agent.Id, count), _ => facts.Consults.Remove(fact.Agent.Id) },
    };

    /// <summary>Customers on the board whom nothing has named yet.</summary>
    public static IReadOnlyCollection<CustomerId> Nameless(BoardFacts facts) =>
        [.. facts.Conversations.Values.Where(c => c.IsOpen).Select(c => c.CustomerId).Where(id => !facts.Names.ContainsKey(id)).Distinct()];

    public static BoardSnapshot Draw(BoardFacts facts, DateTimeOffset now)
    {
        var open = facts.Conversations.Values.Where(c => c.IsOpen).ToList();
        var answers = facts.Conversations.Values.Where(c => c.FirstResponseAt > now - LongSpan && !c.IsSimulated).Select(c => AnswerOf(c, facts)).ToList();
        var agents = AgentsOf(facts, UsedOf(facts));
        var queues = QueuesOf(facts, open, answers, now);
        var minutes = MinutesOf(facts, now);
        return new()
        {
            At = now,
            Queues = queues,
            Agents = agents,
            Conversations = [.. open.OrderBy(c => c.Waiting ?? DateTimeOffset.MaxValue).ThenBy(c => c.CreatedAt).ThenBy(c => c.Id.Value).Select(c => RowOf(c, facts))],
            Minutes = minutes,
            Figures = FiguresOf(queues, agents, open, answers, minutes, now),
        };
    }

    /// <summary>Missed once the time is over, near when less than a quarter of it is left.</summary>
    public static Tone OfWait(TimeSpan wait, TimeSpan within) => wait >= within ? Tone.Missed : wait >= within * .75 ? Tone.Near : Tone.Calm;

    public static Tone OfLevel(int? percent, int target) =>
        percent is not { } p || p >= target ? Tone.Calm : p > target - NearMargin ? Tone.Near : Tone.Missed;

    public static TimeSpan? Median(IEnumerable<TimeSpan> times)
    {
        var sorted = times.Order().ToList();
        return sorted.Count == 0 ? null : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    /// <summary>One sample a minute, of the last hour.</summary>
    public static ImmutableArray<BoardSample> Sampled(ImmutableArray<BoardSample> trend, BoardSnapshot board)
    {
        var minute = MinuteOf(board.At);
        var f = board.Figures;
        var sample = new BoardSample(
            minute, f.Waiting, f.Longest is { } l && board.At > l.Since ? board.At - l.Since : TimeSpan.Zero, f.Hour.Median, f.Hour.Percent, f.Used, f.Open);
        return [.. trend.Where(s => s.Minute < minute && s.Minute > minute - ChartSpan), sample];
    }

    private static (QueueId Queue, DateTimeOffset At, TimeSpan Took, bool Within) AnswerOf(BoardConversation c, BoardFacts facts)
    {
        var at = c.FirstResponseAt!.Value;
        var took = at > c.CreatedAt ? at - c.CreatedAt : TimeSpan.Zero;
        // What was promised at that moment, in the queue's hours and for its priority; the queue's standard for what is older than promises.
        var within = c.Marks.HasFlag(ServiceMarks.FirstMeasured) ? !c.Marks.HasFlag(ServiceMarks.FirstLate) : took <= StandardOf(c, facts);
        return (c.QueueId, at, took, within);
    }

    /// <summary>The time from when the customer began to wait until an answer is due, closed hours included.</summary>
    private static TimeSpan WithinOf(BoardConversation c, BoardFacts facts) =>
        c is { AnswerDueAt: { } due, Waiting: { } since } && due > since ? due - since : StandardOf(c, facts);

    private static TimeSpan StandardOf(BoardConversation c, BoardFacts facts) =>
        facts.Queues.TryGetValue(c.QueueId, out var queue) ? queue.ServiceLevelWithin : TimeSpan.MaxValue;

    /// <summary>Answers after the first, of the conversations in which one was given after <paramref name="since"/>.</summary>
    private static KeptFigures NextOf(IEnumerable<BoardConversation> conversations, DateTimeOffset since)
    {
        var (promised, late) = (0, 0);
        foreach (var c in conversations.Where(c => c.NextAnsweredAt > since)) (promised, late) = (promised + c.NextAnswers, late + c.NextAnswersLate);
        return new(promised, promised - late);
    }

    private static KeptFigures ResolutionsOf(IEnumerable<BoardConversation> conversations, DateTimeOffset since)
    {
        var measured = conversations.Where(c => c.ResolvedAt > since && c.Marks.HasFlag(ServiceMarks.ResolvedMeasured)).ToList();
        return new(measured.Count, measured.Count(c => !c.Marks.HasFlag(ServiceMarks.ResolvedLate)));
    }

    private static AnswerFigures FiguresOf(IReadOnlyCollection<(QueueId Queue, DateTimeOffset At, TimeSpan Took, bool Within)> answers) =>
        new(answers.Count, answers.Count(a => a.Within), Median(answers.Select(a => a.Took)));

    /// <summary>Counted from what takes it, not read from the agents: a conversation's event says what it takes, and not its agent's sum.</summary>
    private static Dictionary<UserId, PerChannel> UsedOf(BoardFacts facts)
    {
        var used = facts.Conversations.Values.Where(c => c.Holder is not null).AggregateBy(c => c.Holder!.Value, new PerChannel(), (sum, c) => sum.Plus(c.Channel, c.Takes)).ToDictionary();
        foreach (var (bearer, count) in facts.Consults) used[bearer] = used.GetValueOrDefault(bearer).Plus(ChannelKind.Chat, count * Weights.Ordinary);
        return used;
    }

    private static ImmutableArray<AgentRow> AgentsOf(BoardFacts facts, Dictionary<UserId, PerChannel> used)
    {
        var members = facts.Members.Select(m => m.UserId).ToHashSet();
        var wrapUps = facts.Conversations.Values.Where(c => c is { WrapUpUntil: not null, AssigneeId: not null }).ToLookup(c => c.AssigneeId!.Value, c => c.WrapUpUntil);
        return
        [
            .. facts.Agents.Values
                .Where(a => a.IsEnabled)
                .Select(a => new AgentRow(
                    a.Id, a.Name, a.Presence, a.PresenceSince, used.GetValueOrDefault(a.Id), a.Capacity,
                    members.Contains(a.Id) || used.ContainsKey(a.Id), wrapUps[a.Id].Count(), wrapUps[a.Id].Max(), a.StatusReason, a is { Presence: Presence.Away, IdleSince: not null }))
                .OrderBy(a => OrderOf(a.Presence)).ThenBy(a => a.Name, StringComparer.OrdinalIgnoreCase).ThenBy(a => a.Id.Value),
        ];
    }

    private static int OrderOf(Presence presence) => presence switch
    {
        Presence.Available => 0,
        Presence.Busy or Presence.TransfersOnly => 1,
        Presence.Away => 2,
        Presence.Offline => 3,
        _ => throw new ArgumentOutOfRangeException(nameof(presence)),
    };

    private static ImmutableArray<QueueRow> QueuesOf(
        BoardFacts facts, List<BoardConversation> open, List<(QueueId Queue, DateTimeOffset At, TimeSpan Took, bool Within)> answers, DateTimeOffset now)
    {
        var openOf = open.ToLookup(c => c.QueueId);
        var answersOf = answers.ToLookup(a => a.Queue);
        var all = facts.Conversations.Values.Where(c => !c.IsSimulated && (c.NextAnsweredAt is not null || c.ResolvedAt is not null)).ToLookup(c => c.QueueId);
        var membersOf = facts.Members.ToLookup(m => m.QueueId, m => facts.Agents.GetValueOrDefault(m.UserId));
        return
        [
            .. facts.Queues.Values.Select(q => new QueueRow(
                    q.Id, q.Name, openOf[q.Id].Count(c => c.Waiting is not null), openOf[q.Id].Min(c => c.Waiting), openOf[q.Id].Count(),
                    membersOf[q.Id].Count(a => a is { IsEnabled: true, Presence: Presence.Available }), membersOf[q.Id].Count(a => a is { IsEnabled: true }),
                    FiguresOf([.. answersOf[q.Id].Where(a => a.At > now - ShortSpan)]), FiguresOf([.. answersOf[q.Id]]), q.ServiceLevelPercent, q.ServiceLevelWithin,
                    new(NextOf(all[q.Id], now - ShortSpan), NextOf(all[q.Id], now - LongSpan)), new(ResolutionsOf(all[q.Id], now - ShortSpan), ResolutionsOf(all[q.Id], now - LongSpan)), q.LongestLine))
                .OrderByDescending(q => q.Longest is { } since ? (now - since) / q.Within : double.NegativeInfinity)
                .ThenByDescending(q => q.Hour.Percent is { } p ? q.Target - p : int.MinValue)
                .ThenByDescending(q => q.Open).ThenBy(q => q.Name, StringComparer.OrdinalIgnoreCase).ThenBy(q => q.Id.Value),
        ];
    }

    private static WaitingRow RowOf(BoardConversation c, BoardFacts facts) => new(
        c.Id, facts.Names.GetValueOrDefault(c.CustomerId, ""), c.QueueId, facts.Queues.GetValueOrDefault(c.QueueId)?.Name ?? "", c.Preview,
        c.AssigneeId, c.AssigneeId is { } id ? facts.Agents.GetValueOrDefault(id)?.Name ?? "" : null, c.Waiting, WithinOf(c, facts), c.IsSimulated, c.Channel);

    private static ImmutableArray<MinuteRow> MinutesOf(BoardFacts facts, DateTimeOffset now)
    {
        var first = MinuteOf(now) - ChartSpan + TimeSpan.FromMinutes(1);
        var (arrivals, answers) = (new int[ChartMinutes], new int[ChartMinutes]);
        foreach (var c in facts.Conversations.Values.Where(c => !c.IsSimulated))
        {
            Count(arrivals, c.CreatedAt);
            if (c.FirstResponseAt is { } answered) Count(answers, answered);
        }

        return [.. Enumerable.Range(0, ChartMinutes).Select(i => new MinuteRow(first.AddMinutes(i), arrivals[i], answers[i]))];

        void Count(int[] counts, DateTimeOffset at)
        {
            var index = (long)Math.Floor((at - first) / TimeSpan.FromMinutes(1));
            if (index is >= 0 and < ChartMinutes) counts[index]++;
        }
    }

    private static BoardFigures FiguresOf(
        ImmutableArray<QueueRow> queues, ImmutableArray<AgentRow> agents, List<BoardConversation> open,
        List<(QueueId Queue, DateTimeOffset At, TimeSpan Took, bool Within)> answers, ImmutableArray<MinuteRow> minutes, DateTimeOffset now)
    {
        var longest = queues.Where(q => q.Longest is not null).MinBy(q => q.Longest);
        var there = agents.Where(a => a is { OnBoard: true, Presence: not Presence.Offline }).ToList();
        var kinds = PerChannel.Kinds.Where(k => there.Exists(a => LoadRules.IsInUse(k, a.Used))).ToList();
        return new(
            open.Count(c => c.Waiting is not null), open.Count(c => c.Waiting is not null && c.AssigneeId is null),
            longest is null ? null : new(longest.Longest!.Value, longest.Name, longest.Within),
            FiguresOf([.. answers.Where(a => a.At > now - ShortSpan)]), FiguresOf(answers),
            Median(answers.Where(a => a.At <= now - ShortSpan && a.At > now - (2 * ShortSpan)).Select(a => a.Took)),
            queues.IsEmpty ? 0 : queues.Min(q => q.Target), queues.IsEmpty ? 0 : queues.Max(q => q.Target),
            there.Sum(a => a.Used.Total), there.Sum(a => kinds.Sum(k => a.Capacity[k])), open.Count, minutes.Sum(m => m.Arrivals));
    }

    private static DateTimeOffset MinuteOf(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
}
