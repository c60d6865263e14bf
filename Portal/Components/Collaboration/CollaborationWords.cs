using Microsoft.Extensions.Localization;
using Portal.Components.Conversations;
using Portal.Components.Shared;
using Portal.Domain.Collaboration;
using Portal.Domain.Conversations;
using Problem = Portal.Domain.Collaboration.Problem;

namespace Portal.Components.Collaboration;

/// <summary>Why something among colleagues did not happen, and what to do next.</summary>
public static class CollaborationWords
{
    /// <returns>Null for success.</returns>
    public static string? Of(ConsultOutcome outcome, IStringLocalizer<StaffText> l) => outcome switch
    {
        ConsultOutcome.Done => null,
        ConsultOutcome.Unknown => l["That cannot be asked any more. Choose somebody else."],
        ConsultOutcome.Refused { Reason: Refusal.AlreadyTaken } => l["The consult has just changed or ended. Look again."],
        ConsultOutcome.Refused { Reason: Refusal.NotYours } => l["Only those who have the conversation ask, and only those who are asked answer."],
        ConsultOutcome.Refused { Reason: Refusal.NothingToDo } => l["You cannot ask yourself, and at most five questions are open in one conversation."],
        ConsultOutcome.Refused refused => Of(refused.Reason, l),
        _ => throw new InvalidOperationException($"No words for {outcome}"),
    };

    /// <returns>Null for success.</returns>
    public static string? Of(ProblemOutcome outcome, IStringLocalizer<StaffText> l) => outcome switch
    {
        ProblemOutcome.Done => null,
        ProblemOutcome.Unknown => l["There is no such problem any more."],
        ProblemOutcome.Refused { Reason: Refusal.Resolved } => l["The problem is closed. Open a new one if it came back."],
        ProblemOutcome.Refused { Reason: Refusal.NothingToDo } => l["Nothing is linked to it yet. Link conversations first."],
        ProblemOutcome.Refused { Reason: Refusal.NotYours } => l["Updates to all are sent by supervisors; a problem is closed by them or by who opened it."],
        ProblemOutcome.Refused { Reason: Refusal.TooFar } => l["{0} conversations are linked already; open another problem for the others.", Problem.MostLinked],
        ProblemOutcome.Refused refused => Of(refused.Reason, l),
        _ => throw new InvalidOperationException($"No words for {outcome}"),
    };

    public static string Of(Refusal reason, IStringLocalizer<StaffText> l) => reason switch
    {
        Refusal.NotYours => l["That is for those who have the conversation, their team, or those who lead."],
        Refusal.NotAssigned => l["Nobody has the conversation now."],
        _ => RefusalWords.Of(reason, l),
    };
}
