using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Escalation;

/// <summary>Why an escalation did not happen.</summary>
public enum EscalationRefusal { NotYours, Resolved, NoSuchTier, AskedAlready, PacketIncomplete, WrongLevel, NotAsked, NotMember, ReasonMissing, OwnCase, Full, WrongQueue, NotPressing, Taken, WordTooLong }

/// <summary>What a request becomes by what happens to its conversation.</summary>
public enum RequestFate
{
    Stands,
    /// <summary>A member of the tier answers already what nobody had: that is acceptance.</summary>
    Accepted,
    /// <summary>Somebody outside the tier has it now, or it was moved elsewhere.</summary>
    Taken,
    Resolved,
}

/// <summary>Who may be asked, by whom, and what comes next. Pure: state and time in, next state or refusal out.</summary>
public static class EscalationRules
{
    public const int LongestReason = 300;
    public const int LongestWord = 2_000;

    /// <summary>A customer who comes this often within this time comes repeatedly.</summary>
    public static readonly TimeSpan ContactWindow = TimeSpan.FromDays(7);

    /// <summary>Why a conversation may not enter a tier, whoever asks; null when it may.</summary>
    /// <param name="level">The level that the conversation is on: that of the tier that accepted it last, else 1.</param>
    public static EscalationRefusal? MayEnter(Tier tier, Conversation c, int level) =>
        tier.Level <= level || (tier.OneLevelAtATime && tier.Level != level + 1) ? EscalationRefusal.WrongLevel
        : tier.FromQueues is { IsDefaultOrEmpty: false } queues && !queues.Contains(c.QueueId) && c.QueueId != tier.QueueId ? EscalationRefusal.WrongQueue
        : tier.FromPriority is { } least && c.Level < least ? EscalationRefusal.NotPressing
        : null;

    /// <summary>Whether this tier may be asked for this conversation, and why not.</summary>
    /// <param name="level">The level that the conversation is on: that of the tier that accepted it last, else 1.</param>
    public static EscalationRefusal? MayAsk(Actor actor, Conversation c, Tier tier, int level, HandoverPacket packet)
    {
        if (c.Status is ConversationStatus.Resolved) return EscalationRefusal.Resolved;
        var steers = actor.Leads || (actor.IsStaff && (c.AssigneeId is null || c.AssigneeId == actor.User));
        if (!steers) return EscalationRefusal.NotYours;
        if (MayEnter(tier, c, level) is { } closed) return closed;
        // What a person sends must be whole; Portal sends what there is rather than leave a customer alone.
        return actor.IsStaff && PacketRules.Missing(tier, packet).Count > 0 ? EscalationRefusal.PacketIncomplete : null;
    }

    public static EscalationCase Ask(Actor actor, Conversation c, Tier tier, EscalationCause cause, HandoverPacket packet, Guid id, DateTimeOffset now) => new()
    {
        Id = id, ConversationId = c.Id, TierId = tier.Id, TierName = tier.Name, QueueId = tier.QueueId, Cause = cause, State = EscalationState.Asked,
        FromAgentId = c.AssigneeId, FromQueueId = c.QueueId, AskedById = actor.IsStaff ? actor.User : null, FromName = actor.Name,
        AskedAt = now, TierAskedAt = now, AcceptBy = now + tier.AcceptWithin, IsSimulated = c.IsSimulated, Packet = packet,
    };

    /// <param name="isMember">Whether the actor answers the tier's queue.</param>
    public static (EscalationCase? Next, EscalationRefusal? Refused) Accept(EscalationCase e, Actor actor, bool isMember, DateTimeOffset now)
    {
        if (e.State is not EscalationState.Asked) return (null, EscalationRefusal.NotAsked);
        if (!actor.IsStaff || !(isMember || actor.Leads)) return (null, EscalationRefusal.NotMember);
        if (e.FromAgentId == actor.User) return (null, EscalationRefusal.OwnCase);
        return (e with { State = EscalationState.Accepted, AcceptedById = actor.User, AcceptedByName = actor.Name, AcceptedAt = now, AcceptBy = null }, null);
    }

    /// <summary>Whether an accepted conversation may go over to whoever accepted: nobody has opened it since but them and its sender.</summary>
    public static bool MayGoOver(EscalationCase e, Conversation c) =>
        c.AssigneeId is not { } holder || holder == e.FromAgentId || holder == e.AcceptedById || c.OpenedAt is null;

    /// <summary>What an open request becomes by where its conversation is now.</summary>
    /// <param name="holderIsMember">Whether the one who has the conversation answers the tier's queue.</param>
    public static RequestFate FateOf(EscalationCase e, Conversation c, bool holderIsMember)
    {
        if (e.State is not EscalationState.Asked) return RequestFate.Stands;
        if (c.Status is ConversationStatus.Resolved) return RequestFate.Resolved;
        // On its way to the tier.
        if (e.ToldAt is null) return RequestFate.Stands;
        if (c.AssigneeId is not { } holder) return c.QueueId == e.QueueId || (e.FromAgentId is not null && c.QueueId == e.FromQueueId) ? RequestFate.Stands : RequestFate.Taken;
        // An offer that is not opened may come back.
        if (holder == e.FromAgentId || c.OpenedAt is null) return RequestFate.Stands;
        return holderIsMember ? RequestFate.Accepted : RequestFate.Taken;
    }

    /// <summary>Nobody needs the tier any more.</summary>
    public static EscalationCase End(EscalationCase e, DateTimeOffset now) => e with { State = EscalationState.Withdrawn, EndedAt = now, AcceptBy = null };

    /// <summary>Before acceptance by the tier's members; afterwards by whoever accepted, while they have it still. By those who lead in the tier's place.</summary>
    /// <param name="holder">Who has the conversation now.</param>
    public static (EscalationCase? Next, EscalationRefusal? Refused) Return(EscalationCase e, Actor actor, bool isMember, UserId? holder, string reason, DateTimeOffset now)
    {
        if (e.State is not (EscalationState.Asked or EscalationState.Accepted)) return (null, EscalationRefusal.NotAsked);
        var may = actor.IsStaff && (actor.Leads || (e.State is EscalationState.Asked ? isMember : e.AcceptedById == actor.User));
        if (!may) return (null, EscalationRefusal.NotMember);
        // Whoever took over after them did not ask to be rid of it.
        if (e.State is EscalationState.Accepted && holder != e.AcceptedById) return (null, EscalationRefusal.Taken);
        var why = TextRules.OneLine(TextRules.Storable(reason), LongestReason);
        if (why.Length == 0) return (null, EscalationRefusal.ReasonMissing);
        return (e with { State = EscalationState.Returned, ReturnReason = why, EndedAt = now, AcceptBy = null }, null);
    }

    public static (EscalationCase? Next, EscalationRefusal? Refused) Withdraw(EscalationCase e, Actor actor, DateTimeOffset now)
    {
        if (e.State is not EscalationState.Asked) return (null, EscalationRefusal.NotAsked);
        if (!(actor.Leads || (actor.IsStaff && (e.FromAgentId == actor.User || e.AskedById == actor.User)))) return (null, EscalationRefusal.NotYours);
        return (End(e, now), null);
    }

    /// <summary>Nobody accepted in time: the next tier is asked, unless there is none or it would go round in a circle.</summary>
    /// <returns>The case itself when its time has not come.</returns>
    public static EscalationCase Lapse(EscalationCase e, IReadOnlyCollection<Tier> tiers, DateTimeOffset now)
    {
        if (e.State is not EscalationState.Asked || e.AcceptBy is not { } due || due > now) return e;
        var asked = tiers.FirstOrDefault(t => t.Id == e.TierId);
        var next = asked?.NextTierId is { } id ? tiers.FirstOrDefault(t => t.Id == id && t.Level > asked.Level) : null;
        return next is null
            ? e with { State = EscalationState.Lapsed, EndedAt = now, AcceptBy = null, Lapses = e.Lapses + 1 }
            : e with { TierId = next.Id, TierName = next.Name, QueueId = next.QueueId, TierAskedAt = now, ToldAt = null, AcceptBy = now + next.AcceptWithin, Lapses = e.Lapses + 1 };
    }

    /// <summary>The lowest tier that the conversation may enter and that is asked by itself for this cause.</summary>
    /// <param name="contacts">The customer's conversations within <see cref="ContactWindow"/>, this one included.</param>
    public static Tier? Automatic(IEnumerable<Tier> tiers, EscalationCause cause, Conversation c, int level, int contacts) => tiers
        .Where(t => IsAskedFor(t, cause, contacts) && MayEnter(t, c, level) is null)
        .OrderBy(t => t.Level).ThenBy(t => t.Name, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>Whether a tier is asked by itself for a cause, whatever the conversation.</summary>
    /// <param name="contacts">As in <see cref="Automatic"/>.</param>
    public static bool IsAskedFor(Tier tier, EscalationCause cause, int contacts) => cause switch
    {
        EscalationCause.ServiceLevelMissed => tier.OnBreach,
        EscalationCause.RepeatedContact => tier.OnContacts is { } many && contacts >= many,
        EscalationCause.CustomerUpset => tier.OnUpset,
        _ => false,
    };

    /// <summary>The level that a conversation is on after these cases, newest first. What was before it was resolved does not count.</summary>
    public static int LevelOf(IEnumerable<EscalationCase> cases, IReadOnlyCollection<Tier> tiers) =>
        cases.FirstOrDefault(c => c is { State: EscalationState.Accepted, IsPast: false }) is { } held && tiers.FirstOrDefault(t => t.Id == held.TierId) is { } tier ? tier.Level : 1;

    /// <summary>The message id of the sender's word: the same whichever tier is asked by the time that it is said.</summary>
    public static Guid WordId(EscalationCase e) => StepId(e with { Lapses = 0 }, EscalationStep.Told);

    /// <summary>A step's own message id, always the same for the same step of the same case: writing it again is harmless.</summary>
    public static Guid StepId(EscalationCase e, EscalationStep step)
    {
        Span<byte> bytes = stackalloc byte[16];
        e.Id.TryWriteBytes(bytes);
        bytes[15] ^= (byte)(((int)step << 4) | (e.Lapses & 15));
        return new(bytes);
    }
}

/// <summary>Steps that leave an entry in the timeline. Zero is left free: it would be the case's own id.</summary>
public enum EscalationStep { Asked = 1, Told = 2, Accepted = 3, Returned = 4, Withdrawn = 5, Lapsed = 6, Stays = 7, Overtaken = 8 }
