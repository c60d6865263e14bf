using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Components.Conversations;

/// <summary>Whether this person may answer, and what stands in the way.</summary>
public enum ReplyState { Open, TakesIt, Asleep, AsSupervisor, SomebodyElses, Resolved }

public static class ReplyRules
{
    public static ReplyState Of(Conversation c, Actor actor) => c.Status switch
    {
        ConversationStatus.Resolved => ReplyState.Resolved,
        _ when c.AssigneeId is { } who && who != actor.User => actor.Leads ? ReplyState.AsSupervisor : ReplyState.SomebodyElses,
        ConversationStatus.Snoozed => ReplyState.Asleep,
        _ => c.AssigneeId is null ? ReplyState.TakesIt : ReplyState.Open,
    };

    /// <summary>Resolve, snooze, give away: one's own and nobody's, and everything for those who lead. The operations check the same again.</summary>
    public static bool MayChange(Conversation c, Actor actor) => actor.Leads || c.AssigneeId is null || c.AssigneeId == actor.User;

    public static bool MayWrite(ReplyState state) => state is not (ReplyState.SomebodyElses or ReplyState.Resolved);
}
