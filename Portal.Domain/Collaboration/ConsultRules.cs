using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Collaboration;

/// <summary>What may become of a consult. Pure: state, actor and time in; the next state, or why not.</summary>
public static class ConsultRules
{
    /// <summary>Live ones of one conversation: more would be a meeting.</summary>
    public const int MostLive = 5;

    /// <summary>Who has the conversation may ask, anybody about one that nobody has, and those who lead always.</summary>
    public static Refusal? MayAsk(Actor actor, Conversation c, UserId? to, int live, string question)
    {
        if (!actor.IsStaff) return Refusal.NotYours;
        if (c.Status is ConversationStatus.Resolved) return Refusal.Resolved;
        if (!actor.Leads && c.AssigneeId is { } who && who != actor.User) return Refusal.NotYours;
        if (to == actor.User || live >= MostLive) return Refusal.NothingToDo;
        if (string.IsNullOrWhiteSpace(question)) return Refusal.Empty;
        if (question.Length > Consult.LongestText) return Refusal.TooLong;
        return TextRules.IsStorable(question) ? null : Refusal.Unreadable;
    }

    /// <param name="isMember">Whether the actor belongs to the team that is asked.</param>
    public static bool IsAsked(Actor actor, Consult consult, bool isMember) =>
        actor.IsStaff && (consult.ToUserId == actor.User || (consult.ToQueueId is not null && isMember && consult.AskedById != actor.User));

    /// <returns>Null when it cannot be done: it has ended, another was faster, or it is not theirs.</returns>
    public static Consult? Accept(Consult c, Actor actor, bool isMember, TimeSpan takes, DateTimeOffset now) =>
        c.Status is ConsultStatus.Open && IsAsked(actor, c, isMember)
            ? c with { Status = ConsultStatus.Accepted, HolderId = actor.User, HolderName = actor.Name, LapsesAt = now + takes, Version = c.Version + 1 }
            : null;

    /// <summary>A person's no ends it. A team's member who took it on gives it back to the team.</summary>
    public static Consult? Decline(Consult c, Actor actor, TimeSpan waits, DateTimeOffset now)
    {
        if (!c.IsLive || !actor.IsStaff) return null;
        if (c.ToUserId == actor.User) return End(c, ConsultStatus.Declined, now);
        return c.Bearer == actor.User ? c with { Status = ConsultStatus.Open, HolderId = null, HolderName = null, LapsesAt = now + waits, Version = c.Version + 1 } : null;
    }

    public static Consult? Withdraw(Consult c, Actor actor, DateTimeOffset now) =>
        c.IsLive && actor.IsStaff && (c.AskedById == actor.User || actor.Leads) ? End(c, ConsultStatus.Withdrawn, now) : null;

    /// <summary>By whoever took it on; while nobody has, by anybody who is asked.</summary>
    public static Consult? Answer(Consult c, Actor actor, bool isMember, DateTimeOffset now)
    {
        if (!c.IsLive || !(c.Bearer is { } bearer ? actor.IsStaff && bearer == actor.User : IsAsked(actor, c, isMember))) return null;
        return End(c with { HolderId = actor.User, HolderName = actor.Name }, ConsultStatus.Answered, now);
    }

    public static Consult? Lapse(Consult c, DateTimeOffset now) => c.IsLive && c.LapsesAt <= now ? End(c, ConsultStatus.Lapsed, now) : null;

    /// <summary>Its conversation was resolved: nobody needs the answer any more.</summary>
    public static Consult? Close(Consult c, DateTimeOffset now) => c.IsLive ? End(c, ConsultStatus.Withdrawn, now) : null;

    private static Consult End(Consult c, ConsultStatus status, DateTimeOffset now) => c with { Status = status, EndedAt = now, LapsesAt = null, Version = c.Version + 1 };
}
