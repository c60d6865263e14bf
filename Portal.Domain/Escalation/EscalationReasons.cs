namespace Portal.Domain.Escalation;

/// <summary>Resource keys that say in a timeline why a conversation was handed up.</summary>
public static class EscalationReasons
{
    public const string Lapsed = "escalation-lapsed";
    public const string NobodyAccepted = "escalation-nobody";
    public const string Withdrawn = "escalation-withdrawn";

    public static string? Of(EscalationCause cause) => cause switch
    {
        EscalationCause.ByHand => null,
        EscalationCause.ServiceLevelMissed => "service-level-missed",
        EscalationCause.RepeatedContact => "repeated-contact",
        EscalationCause.CustomerUpset => "customer-upset",
        _ => throw new ArgumentOutOfRangeException(nameof(cause)),
    };
}
