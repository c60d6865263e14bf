using System.Collections.Immutable;
using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>Every change that a conversation can go through. Pure: state, actor and time in, decision out.</summary>
public static class ConversationRules
{
    public const int PreviewLength = 140;

    public static bool MayRead(Actor actor, Conversation c) => MayRead(actor, c.CustomerId);

    public static bool MayRead(Actor actor, CustomerId customer) =>
        actor.IsStaff || actor.Role is Role.System || (actor.Role is Role.Customer && actor.Id == customer.Value);

    /// <summary>
    /// Who leads looks at what somebody else answers: nobody is shown that they are there, and the customer's messages do
    /// not count as read by the team.
    /// </summary>
    public static bool ReadsAlong(Actor actor, Conversation c) => actor.Leads && c.AssigneeId is { } who && who.Value != actor.Id;

    /// <summary>An agent's own and nobody's conversations; everything for those who lead.</summary>
    private static bool MaySteer(Actor actor, Conversation c) =>
        actor.Leads || (actor.Role is Role.Agent && (c.AssigneeId is null || c.AssigneeId == actor.User));

    /// <summary>A conversation that begins without a text, because a file comes first.</summary>
    public static Decision Begin(Conversation c, Actor customer)
    {
        if (!MayRead(customer, c)) return new Decision.Refuse(Refusal.NotYours);
        return c.LastSequence > 0
            ? new Decision.Refuse(Refusal.NothingToDo)
            : new Decision.Write(c, [EntryDraft.Of(TimelineEvent.Started, customer, Audience.Staff)]);
    }

    /// <summary>A message of either side, or a note. The customer's wakes and reopens; an agent's reply takes what nobody has.</summary>
    public static Decision Post(Conversation c, EntryDraft draft, int longestText, DateTimeOffset now)
    {
        if (!MayRead(draft.Author, c)) return new Decision.Refuse(Refusal.NotYours);
        if (draft.Kind is EntryKind.Text or EntryKind.Note && string.IsNullOrWhiteSpace(draft.Text)) return new Decision.Refuse(Refusal.Empty);
        if (draft.Text?.Length > longestText) return new Decision.Refuse(Refusal.TooLong);
        if (draft.Text is { } text && !TextRules.IsStorable(text)) return new Decision.Refuse(Refusal.Unreadable);
        if (draft.Kind is EntryKind.Note) return draft.Author.IsStaff ? new Decision.Write(c, [draft]) : new Decision.Refuse(Refusal.NotYours);

        var seen = c with { Preview = PreviewOf(draft), PreviewRole = draft.Author.Role };
        return draft.Author.Role switch
        {
            Role.Customer => FromCustomer(seen, draft, now),
            Role.Bot or Role.System => new Decision.Write(seen, [draft]),
            Role.Agent or Role.Supervisor or Role.Admin => FromStaff(seen, draft, now),
            _ => throw new ArgumentOutOfRangeException(nameof(draft), draft.Author.Role, "No rule for this role"),
        };
    }

    /// <summary>News for the customer from those who lead, which takes nothing and answers nothing.</summary>
    public static Decision Tell(Conversation c, EntryDraft draft, int longestText)
    {
        if (!draft.Author.IsStaff || !draft.Author.Leads) return new Decision.Refuse(Refusal.NotYours);
        if (c.Status is ConversationStatus.Resolved) return new Decision.Refuse(Refusal.Resolved);
        if (string.IsNullOrWhiteSpace(draft.Text)) return new Decision.Refuse(Refusal.Empty);
        if (draft.Text.Length > longestText) return new Decision.Refuse(Refusal.TooLong);
        if (!TextRules.IsStorable(draft.Text)) return new Decision.Refuse(Refusal.Unreadable);
        return new Decision.Write(c with { Preview = PreviewOf(draft), PreviewRole = draft.Author.Role }, [draft]);
    }

    /// <summary>A member of staff's word beside something that Portal does: an answer while they have the conversation, and otherwise it takes nothing from anybody.</summary>
    public static Decision Say(Conversation c, EntryDraft draft, DateTimeOffset now)
    {
        if (!draft.Author.IsStaff) return new Decision.Refuse(Refusal.NotYours);
        if (c.Status is ConversationStatus.Resolved) return new Decision.Refuse(Refusal.Resolved);
        var seen = c with { Preview = PreviewOf(draft), PreviewRole = draft.Author.Role };
        return c.AssigneeId == draft.Author.User
            ? FromStaff(seen, draft, now)
            : new Decision.Write(seen, [draft]);
    }

    private static Decision FromCustomer(Conversation c, EntryDraft draft, DateTimeOffset now)
    {
        var next = c with { WaitingSince = c.WaitingSince ?? now, SpokenAt = now, IsResting = false };
        return c.Status switch
        {
            ConversationStatus.Open => new Decision.Write(next, [draft]),
            ConversationStatus.Snoozed => new Decision.Write(Requeue(next, now), [draft, EntryDraft.Of(TimelineEvent.Woken, Actor.System, Audience.Staff, reason: "customer-wrote")]),
            ConversationStatus.Resolved => new Decision.Write(Requeue(next, now) with { Place = LinePlace.Arriving }, [draft, EntryDraft.Of(TimelineEvent.Reopened, Actor.System, Audience.Staff, reason: "customer-wrote")]),
            _ => throw new ArgumentOutOfRangeException(nameof(c), c.Status, "No rule for this status"),
        };
    }

    private static Decision FromStaff(Conversation c, EntryDraft draft, DateTimeOffset now)
    {
        if (c.Status is ConversationStatus.Resolved) return new Decision.Refuse(Refusal.Resolved);
        if (!MaySteer(draft.Author, c)) return new Decision.Refuse(Refusal.NotYours);
        var next = c with { WaitingSince = null, SpokenAt = now, FirstResponseAt = c.FirstResponseAt ?? now, IsResting = false };
        if (c.IsQueued) next = Give(next, draft.Author.User, now) with { OpenedAt = now };
        else if (c.AssigneeId == draft.Author.User) next = next with { OpenedAt = c.OpenedAt ?? now, OfferExpiresAt = null, PassedOver = [] };
        ImmutableArray<EntryDraft> entries = c.IsQueued
            ? [EntryDraft.Of(TimelineEvent.Joined, draft.Author, Audience.Everyone, draft.Author.Name), draft]
            : [draft];
        return new Decision.Write(next, entries, CapacityClaim.Override);
    }

    /// <summary>Gives the conversation to an agent. <paramref name="offerFor"/> limits how long a routed offer may stay unopened.</summary>
    /// <param name="share">What routing claims, and of how much of the agent's capacity. Who takes a conversation for themselves may go over it.</param>
    public static Decision Assign(Conversation c, Actor actor, UserId to, string toName, CapacityClaim claim, string reason, TimeSpan? offerFor, DateTimeOffset now, CapacityShare? share = null)
    {
        if (c.Status is ConversationStatus.Resolved) return new Decision.Refuse(Refusal.Resolved);
        if (claim is CapacityClaim.Routed && !c.IsQueued) return new Decision.Refuse(Refusal.AlreadyTaken);
        if (c.Holder == to) return new Decision.Refuse(Refusal.NothingToDo);
        if (claim is CapacityClaim.Override && !actor.Leads) return new Decision.Refuse(Refusal.NotYours);
        var takes = actor.IsStaff && actor.User == to;
        if (!MaySteer(actor, c)) return new Decision.Refuse(takes ? Refusal.AlreadyTaken : Refusal.NotYours);

        var next = Give(c, to, now) with
        {
            OfferExpiresAt = offerFor is { } wait ? now + wait : null,
            OpenedAt = takes ? now : null,
            PassedOver = claim is CapacityClaim.Routed ? c.PassedOver : [],
            Units = share?.Units ?? c.Weight ?? c.Units,
        };
        ImmutableArray<EntryDraft> entries = takes
            ? [EntryDraft.Of(TimelineEvent.Joined, actor, Audience.Everyone, toName)]
            : [EntryDraft.Of(TimelineEvent.Assigned, actor, Audience.Staff, toName, reason)];
        return new Decision.Write(next, entries, takes ? CapacityClaim.Override : claim) { Percent = share?.Percent ?? 100 };
    }

    /// <summary>To somebody who agreed to take it from whoever has it: answered from this moment on, never without an owner in between.</summary>
    /// <param name="from">Who had it when that was agreed; somebody who has taken it since keeps it.</param>
    public static Decision HandOver(Conversation c, UserId? from, UserId to, EntryDraft entry, CapacityClaim claim, DateTimeOffset now)
    {
        if (c.Status is ConversationStatus.Resolved) return new Decision.Refuse(Refusal.Resolved);
        if (c.Holder == to) return new Decision.Refuse(Refusal.NothingToDo);
        if (c.AssigneeId != from) return new Decision.Refuse(Refusal.AlreadyTaken);
        return new Decision.Write(Give(c, to, now) with { OpenedAt = now, PassedOver = [] }, [entry], claim);
    }

    /// <summary>Back to where it waited, from whoever was asked for it and does not want it.</summary>
    public static Decision GiveBack(Conversation c, WayBack way, EntryDraft entry, DateTimeOffset now)
    {
        if (c.Status is ConversationStatus.Resolved) return new Decision.Refuse(Refusal.Resolved);
        if (c.AssigneeId != way.From) return new Decision.Refuse(Refusal.AlreadyTaken);
        var queue = way.Queue ?? c.QueueId;
        ImmutableArray<UserId> passedOver = way.Refuser is not { } refuser ? c.PassedOver : c.PassedOver.Contains(refuser) ? c.PassedOver : c.PassedOver.Add(refuser);
        return new Decision.Write(Requeue(c, c.QueuedAt ?? c.FirstQueuedAt ?? now) with { QueueId = queue, PreferredAgentId = null, PassedOver = passedOver },
            queue == c.QueueId ? [entry] : [entry, EntryDraft.Of(TimelineEvent.Transferred, Actor.System, Audience.Staff, way.QueueName)]);
    }

    private static Conversation Give(Conversation c, UserId to, DateTimeOffset now) => c with
    {
        Status = ConversationStatus.Open, AssigneeId = to, AssignedAt = now, PreferredAgentId = to, QueuedAt = null, FirstQueuedAt = c.QueuedAt, SnoozedUntil = null, OfferExpiresAt = null, OpenedAt = null, IsResting = false, WrapUpUntil = null,
    };

    private static Conversation Requeue(Conversation c, DateTimeOffset now) => c with
    {
        Status = ConversationStatus.Open, PreferredAgentId = c.AssigneeId ?? c.PreferredAgentId, AssigneeId = null, AssignedAt = null,
        OpenedAt = null, OfferExpiresAt = null, QueuedAt = now, FirstQueuedAt = null, SnoozedUntil = null, ResolvedAt = null, PassedOver = [], PassedOverAt = null, IsResting = false, WasTransferred = false, Place = LinePlace.InLine, WrapUpUntil = null,
    };

    /// <summary>The assignee looks at it: the offer is taken, and the customer is told who is there.</summary>
    public static Decision Open(Conversation c, Actor actor, DateTimeOffset now)
    {
        if (!actor.IsStaff) return new Decision.Refuse(Refusal.NotYours);
        if (c.Holder != actor.User || c.OpenedAt is not null) return new Decision.Refuse(Refusal.NothingToDo);
        return new Decision.Write(c with { OpenedAt = now, OfferExpiresAt = null, PassedOver = [] },
            [EntryDraft.Of(TimelineEvent.Joined, actor, Audience.Everyone, actor.Name)]);
    }

    /// <summary>An offer that nobody opened goes back to the queue, where its wait goes on; the agent is passed over in this round.</summary>
    public static Decision ExpireOffer(Conversation c, string agentName, DateTimeOffset now)
    {
        if (c.Holder is not { } agent || c.OpenedAt is not null || c.OfferExpiresAt is not { } due || due > now) return new Decision.Refuse(Refusal.NothingToDo);
        var next = Requeue(c, c.FirstQueuedAt ?? c.AssignedAt ?? now) with { WasTransferred = c.WasTransferred, Place = c.Place is LinePlace.ByEmail ? c.Place : LinePlace.InLine, PreferredAgentId = null, PassedOver = With(c.PassedOver, agent), PassedOverAt = now };
        return new Decision.Write(next, [EntryDraft.Of(TimelineEvent.OfferExpired, Actor.System, Audience.Staff, agentName, "not-opened")]);
    }

    /// <summary>Nobody else could take an unopened offer: the same agent keeps it for another round, silently.</summary>
    public static Decision ExtendOffer(Conversation c, TimeSpan wait, DateTimeOffset now) =>
        c.Holder is null || c.OpenedAt is not null || c.OfferExpiresAt is null
            ? new Decision.Refuse(Refusal.NothingToDo)
            : new Decision.Write(c with { OfferExpiresAt = now + wait }, []);

    public static Decision Unassign(Conversation c, Actor actor, string reason, DateTimeOffset now)
    {
        if (c.Status is ConversationStatus.Resolved) return new Decision.Refuse(Refusal.Resolved);
        if (c.AssigneeId is not { } holder) return new Decision.Refuse(Refusal.NotAssigned);
        if (!MaySteer(actor, c)) return new Decision.Refuse(Refusal.NotYours);
        // Who still waits for the first answer since they were assigned has only been declined: their wait goes on.
        var since = c.WaitingSince <= c.AssignedAt ? c.FirstQueuedAt ?? now : now;
        return new Decision.Write(Requeue(c, since) with { PreferredAgentId = null, PassedOver = With(c.PassedOver, holder), PassedOverAt = now },
            [EntryDraft.Of(TimelineEvent.Unassigned, actor, Audience.Staff, reason: reason)]);
    }

    private static ImmutableArray<UserId> With(ImmutableArray<UserId> passedOver, UserId agent) => passedOver.Contains(agent) ? passedOver : passedOver.Add(agent);

    /// <summary>Everybody who could have it was asked: they may be asked once more. Silent, routing's records say it.</summary>
    public static Decision AskAgain(Conversation c) => c is { IsQueued: true, PassedOver.Length: > 0 }
        ? new Decision.Write(c with { PassedOver = [], PassedOverAt = null }, [])
        : new Decision.Refuse(Refusal.NothingToDo);

    /// <param name="reason">Why Portal moves it; null for whoever does so by hand.</param>
    public static Decision Transfer(Conversation c, Actor actor, QueueId to, string queueName, DateTimeOffset now, string? reason = null)
    {
        if (c.Status is ConversationStatus.Resolved) return new Decision.Refuse(Refusal.Resolved);
        if (c.QueueId == to) return new Decision.Refuse(Refusal.SameQueue);
        if (!MaySteer(actor, c)) return new Decision.Refuse(Refusal.NotYours);
        // Who overflows has waited already; whom a colleague hands on begins to wait for somebody else.
        return new Decision.Write(Requeue(c, actor.Role is Role.System ? c.QueuedAt ?? now : now) with { QueueId = to, PreferredAgentId = null, WasTransferred = actor.IsStaff },
            [EntryDraft.Of(TimelineEvent.Transferred, actor, Audience.Staff, queueName, reason)]);
    }

    /// <summary>
    /// What the conversation is about and asks for, decided once: whoever comes second, on this node or another, is refused. It
    /// moves to another queue only while nobody has it, and what a person said about it meanwhile stays. Without anything to
    /// say it is let go silently.
    /// </summary>
    public static Decision Categorise(Conversation c, Actor actor, Categories set, CategoryWords words, string reason)
    {
        if (c.HeldUntil is null) return new Decision.Refuse(Refusal.NothingToDo);
        var next = c with
        {
            HeldUntil = null, Topic = set.Topic ?? c.Topic, QueueId = c.IsQueued && set.Queue is { } queue ? queue : c.QueueId,
            Tags = set.Tags.All(c.Tags.Contains) ? c.Tags : [.. c.Tags.Union(set.Tags)],
            Level = c.Level is PriorityLevel.Normal && set.Level is { } level ? level : c.Level,
        };
        next = Ask(next, set);
        ImmutableArray<EntryDraft> entries =
        [
            .. set.SaysAbout ? [EntryDraft.Of(TimelineEvent.Categorised, actor, Audience.Staff, words.About, reason)] : Array.Empty<EntryDraft>(),
            .. next.Level != c.Level ? [EntryDraft.Of(TimelineEvent.Prioritised, actor, Audience.Staff, next.Level.ToString(), reason)] : Array.Empty<EntryDraft>(),
            .. next.Needs != c.Needs || next.Weight != c.Weight ? [EntryDraft.Of(TimelineEvent.Required, actor, Audience.Staff, words.Asked, reason)] : Array.Empty<EntryDraft>(),
        ];
        // A new weight counts at once against whoever has it, room or not.
        return new Decision.Write(next, entries, CapacityClaim.Override);
    }

    /// <summary>Adds skills that nobody has asked for yet, and a weight where there is none.</summary>
    private static Conversation Ask(Conversation c, Categories set)
    {
        var more = set.Needs.Where(n => c.Needs.All(has => has.Skill != n.Skill)).Take(Math.Max(0, SkillNeed.Most - c.Needs.Length)).ToList();
        var weight = c.Weight ?? set.Weight;
        return c with { Needs = more.Count == 0 ? c.Needs : [.. c.Needs, .. more], Weight = weight, Units = c.Weight is null && weight is { } units ? units : c.Units };
    }

    /// <summary>Ends it. Whoever answered it and ends it themselves may be given time for what follows: so long it keeps its units.</summary>
    /// <param name="wrapUp">The longest wrap-up; zero for none.</param>
    public static Decision Resolve(Conversation c, Actor actor, DateTimeOffset now, TimeSpan wrapUp = default)
    {
        if (c.Status is ConversationStatus.Resolved) return new Decision.Refuse(Refusal.Resolved);
        if (!MaySteer(actor, c)) return new Decision.Refuse(Refusal.NotYours);
        var wrapsUp = wrapUp > TimeSpan.Zero && actor.IsStaff && c.Holder == actor.User;
        var next = c with
        {
            Status = ConversationStatus.Resolved, ResolvedAt = now, QueuedAt = null, WaitingSince = null, SnoozedUntil = null,
            OfferExpiresAt = null, PassedOver = [], PreferredAgentId = c.AssigneeId ?? c.PreferredAgentId,
            // Who ends what they never opened has seen it all the same: it is no offer any more.
            WrapUpUntil = wrapsUp ? now + wrapUp : null, OpenedAt = wrapsUp ? c.OpenedAt ?? now : c.OpenedAt,
        };
        return new Decision.Write(next, [EntryDraft.Of(TimelineEvent.Resolved, actor, Audience.Everyone, actor.Name)]);
    }

    /// <summary>Gives the units back, silently: by hand at any time, by Portal when the limit has passed.</summary>
    public static Decision EndWrapUp(Conversation c, Actor actor, DateTimeOffset now)
    {
        if (c.WrapUpUntil is not { } until) return new Decision.Refuse(Refusal.NothingToDo);
        if (actor.Role is Role.System) return until > now ? new Decision.Refuse(Refusal.NothingToDo) : new Decision.Write(c with { WrapUpUntil = null }, []);
        return MaySteer(actor, c) ? new Decision.Write(c with { WrapUpUntil = null }, []) : new Decision.Refuse(Refusal.NotYours);
    }

    /// <summary>By an agent: theirs again, if they have room.</summary>
    public static Decision Reopen(Conversation c, Actor actor, DateTimeOffset now)
    {
        if (c.Status is not ConversationStatus.Resolved) return new Decision.Refuse(Refusal.NotResolved);
        if (!actor.IsStaff) return new Decision.Refuse(Refusal.NotYours);
        return new Decision.Write(Give(c, actor.User, now) with { OpenedAt = now, ResolvedAt = null },
            [EntryDraft.Of(TimelineEvent.Reopened, actor, Audience.Everyone, actor.Name)], CapacityClaim.Override);
    }

    /// <summary>What it needs, from now on. A new weight counts at once against whoever has it, room or not.</summary>
    /// <param name="queueWeight">Of its queue, where a weight of its own is taken back.</param>
    public static Decision Require(Conversation c, Actor actor, Requirements asked, string words, int? queueWeight = null)
    {
        if (c.Status is ConversationStatus.Resolved) return new Decision.Refuse(Refusal.Resolved);
        if (!MaySteer(actor, c)) return new Decision.Refuse(Refusal.NotYours);
        var isFreed = asked.WeightAs is not null && c.Weight is not null;
        var next = c with
        {
            Needs = asked.Needs ?? c.Needs, Priority = asked.PriorityAsQueue ? null : asked.Priority ?? c.Priority,
            Weight = isFreed ? null : asked.Weight ?? c.Weight, Units = (isFreed ? queueWeight : asked.Weight) ?? c.Units,
        };
        if (next.Needs.SequenceEqual(c.Needs) && next.Priority == c.Priority && next.Weight == c.Weight) return new Decision.Refuse(Refusal.NothingToDo);
        return new Decision.Write(next, [EntryDraft.Of(TimelineEvent.Required, actor, Audience.Staff, words)], CapacityClaim.Override);
    }

    /// <summary>
    /// Gives its units back, silently: the customer and the agent see no difference. The silence counts from the last word of either
    /// side; a note or an event breaks none.
    /// </summary>
    public static Decision Rest(Conversation c, TimeSpan after, DateTimeOffset now) =>
        c is { Status: ConversationStatus.Open, Holder: not null, OpenedAt: not null, WaitingSince: null, IsResting: false } && now - (c.SpokenAt ?? c.LastEntryAt) >= after
            ? new Decision.Write(c with { IsResting = true }, [])
            : new Decision.Refuse(Refusal.NothingToDo);

    public static Decision Snooze(Conversation c, Actor actor, DateTimeOffset until, TimeSpan longest, DateTimeOffset now)
    {
        if (c.Status is ConversationStatus.Resolved) return new Decision.Refuse(Refusal.Resolved);
        if (!MaySteer(actor, c)) return new Decision.Refuse(Refusal.NotYours);
        if (until <= now) return new Decision.Refuse(Refusal.InThePast);
        if (until - now > longest) return new Decision.Refuse(Refusal.TooFar);
        var next = c with { Status = ConversationStatus.Snoozed, SnoozedUntil = until, QueuedAt = null, OfferExpiresAt = null, AssigneeId = c.AssigneeId ?? (actor.IsStaff ? actor.User : null) };
        return new Decision.Write(next, [EntryDraft.Of(TimelineEvent.Snoozed, actor, Audience.Staff, until.ToString("O"))]);
    }

    /// <summary>Back from sleep: at its time by Portal, or before by hand.</summary>
    public static Decision Wake(Conversation c, Actor actor, DateTimeOffset now)
    {
        if (c.Status is not ConversationStatus.Snoozed) return new Decision.Refuse(Refusal.NothingToDo);
        if (actor.Role is Role.System && c.SnoozedUntil > now) return new Decision.Refuse(Refusal.NothingToDo);
        if (!MaySteer(actor, c)) return new Decision.Refuse(Refusal.NotYours);
        return new Decision.Write(Requeue(c, now), [EntryDraft.Of(TimelineEvent.Woken, actor, Audience.Staff, reason: actor.Role is Role.System ? "time-came" : "by-hand")]);
    }

    /// <summary>How pressing it is. Silent when nothing changes.</summary>
    public static Decision Prioritise(Conversation c, Actor actor, PriorityLevel level, string? reason)
    {
        if (c.Status is ConversationStatus.Resolved) return new Decision.Refuse(Refusal.Resolved);
        if (!MaySteer(actor, c)) return new Decision.Refuse(Refusal.NotYours);
        if (c.Level == level || !Enum.IsDefined(level)) return new Decision.Refuse(Refusal.NothingToDo);
        return new Decision.Write(c with { Level = level }, [EntryDraft.Of(TimelineEvent.Prioritised, actor, Audience.Staff, level.ToString(), reason)]);
    }

    /// <summary>The customer turned out to be somebody whom the company knows.</summary>
    public static Decision Identify(Conversation c, CustomerId from, CustomerId to, string name) => c.CustomerId != from
        ? new Decision.Refuse(Refusal.NothingToDo)
        : new Decision.Write(c with { CustomerId = to }, [EntryDraft.Of(TimelineEvent.Identified, Actor.System, Audience.Staff, name)]);

    private static string PreviewOf(EntryDraft draft)
    {
        var text = draft.Kind is EntryKind.Attachment ? draft.Attachment?.FileName ?? "" : draft.Text ?? "";
        return TextRules.OneLine(text, PreviewLength);
    }
}
