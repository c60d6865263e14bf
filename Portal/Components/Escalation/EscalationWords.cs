using Microsoft.Extensions.Localization;
using Portal.Components.Shared;
using Portal.Domain.Conversations;
using Portal.Domain.Escalation;

namespace Portal.Components.Escalation;

/// <summary>Escalations in words.</summary>
internal static class EscalationWords
{
    public static string Of(IStringLocalizer<StaffText> l, EscalationOutcome outcome) => outcome switch
    {
        EscalationOutcome.Refused { Reason: EscalationRefusal.PacketIncomplete } r => l["Still missing: {0}.", string.Join(", ", r.Missing.Select(p => Of(l, p)))],
        EscalationOutcome.Refused r => Of(l, r.Reason),
        EscalationOutcome.Overtaken => l["Somebody else was faster. Look again."],
        EscalationOutcome.Unknown => l["It does not exist any more."],
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No words for this outcome"),
    };

    public static string Of(IStringLocalizer<StaffText> l, EscalationRefusal reason) => reason switch
    {
        EscalationRefusal.NotYours => l["Somebody else answers this conversation. Ask them, or a supervisor."],
        EscalationRefusal.Resolved => l["The conversation is resolved. Open it again first."],
        EscalationRefusal.NoSuchTier => l["This tier does not exist any more. Choose another one."],
        EscalationRefusal.AskedAlready => l["Somebody has been asked already. Take that back first."],
        EscalationRefusal.PacketIncomplete => l["Something is still missing."],
        EscalationRefusal.WrongLevel => l["This tier takes cases only from the level right below it."],
        EscalationRefusal.NotAsked => l["The request is not open any more."],
        EscalationRefusal.NotMember => l["Only members of the tier’s queue may answer this request."],
        EscalationRefusal.ReasonMissing => l["Say why, so that the sender knows what to do next."],
        EscalationRefusal.OwnCase => l["You asked for this yourself."],
        EscalationRefusal.Full => l["You have no room for another conversation."],
        EscalationRefusal.Taken => l["Somebody else has the conversation by now."],
        EscalationRefusal.WrongQueue => l["This tier takes no cases from this queue."],
        EscalationRefusal.WordTooLong => l["Your word to the customer is too long."],
        EscalationRefusal.NotPressing => l["This tier takes only cases of a higher priority."],
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "No words for this refusal"),
    };

    public static string Of(IStringLocalizer<StaffText> l, PacketPart part) => part switch
    {
        PacketPart.Goal => l["what the customer wants"],
        PacketPart.Tried => l["what was tried"],
        PacketPart.Fields => l["what the customer told"],
        PacketPart.Evidence => l["evidence"],
        PacketPart.OpenQuestions => l["open questions"],
        PacketPart.Email => l["an email address"],
        PacketPart.Phone => l["a telephone number"],
        PacketPart.Reference => l["an order or reference number"],
        PacketPart.Amount => l["an amount"],
        PacketPart.Date => l["a date"],
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, "No words for this part"),
    };

    public static string Of(IStringLocalizer<StaffText> l, Mood mood) => mood switch
    {
        Mood.Calm => l["Calm"],
        Mood.Uneasy => l["Uneasy"],
        Mood.Upset => l["Upset"],
        _ => throw new ArgumentOutOfRangeException(nameof(mood), mood, "No words for this mood"),
    };

    public static string Of(IStringLocalizer<StaffText> l, EscalationState state) => state switch
    {
        EscalationState.Asked => l["Waits for acceptance"],
        EscalationState.Accepted => l["Accepted"],
        EscalationState.Returned => l["Given back"],
        EscalationState.Withdrawn => l["Taken back"],
        EscalationState.Lapsed => l["Nobody accepted"],
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No words for this state"),
    };

    public static string? Of(IStringLocalizer<StaffText> l, EscalationCause cause) => cause switch
    {
        EscalationCause.ByHand => null,
        EscalationCause.ServiceLevelMissed => l["The service level was missed."].Value,
        EscalationCause.RepeatedContact => l["The customer came several times this week."].Value,
        EscalationCause.CustomerUpset => l["The customer sounds upset."].Value,
        _ => throw new ArgumentOutOfRangeException(nameof(cause), cause, "No words for this cause"),
    };

    /// <summary>The kind of a field that the customer told, by its key.</summary>
    public static string Field(IStringLocalizer<StaffText> l, string kind) => kind switch
    {
        "email" => l["Email"],
        "phone" => l["Telephone"],
        "reference" => l["Reference"],
        "amount" => l["Amount"],
        "date" => l["Date"],
        PacketField.Other => l["Other"],
        _ => kind,
    };

    /// <summary>What is wrong with a tier's field, by its key.</summary>
    public static string Fault(IStringLocalizer<StaffText> l, string fault) => fault switch
    {
        "tier-name-missing" => l["Give the tier a name."],
        "tier-name-taken" => l["Another tier has this name."],
        "tier-level-range" => l["A level from 2 to {0}; the first line is level 1.", SaveTier.HighestLevel],
        "tier-accept-range" => l["From 10 seconds to one day."],
        "tier-contacts-range" => l["From 2 to 50, or empty."],
        "tier-queue-missing" => l["Choose whose members are asked."],
        "tier-queues-many" => l["At most {0} queues; none means all.", SaveTier.MostQueues],
        "tier-next-level" => l["The next tier must be on a higher level."],
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "No words for this fault"),
    };
}
