namespace Portal.Domain.Escalation;

/// <summary>Resource keys that say in a timeline, to the team and to the customer, why a conversation was handed up.</summary>
public static class EscalationReasons
{
    public const string Lapsed = "escalation-lapsed";
    public const string NobodyAccepted = "escalation-nobody";
    public const string Withdrawn = "escalation-withdrawn";
    /// <summary>Somebody outside the tier has it, or it waits elsewhere.</summary>
    public const string TakenElsewhere = "escalation-taken";

    /// <summary>Who was said to come does not come after all.</summary>
    public const string Stays = "escalation-stays";

    public const string ServiceLevelMissed = "service-level-missed";
    public const string RepeatedContact = "repeated-contact";
    public const string CustomerUpset = "customer-upset";

    public static string? Of(EscalationCause cause) => cause switch
    {
        EscalationCause.ByHand => null,
        EscalationCause.ServiceLevelMissed => ServiceLevelMissed,
        EscalationCause.RepeatedContact => RepeatedContact,
        EscalationCause.CustomerUpset => CustomerUpset,
        _ => throw new ArgumentOutOfRangeException(nameof(cause)),
    };
}
