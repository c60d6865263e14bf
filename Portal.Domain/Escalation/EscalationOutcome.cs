namespace Portal.Domain.Escalation;

/// <summary>What became of something that was done with an escalation.</summary>
public abstract record EscalationOutcome
{
    public sealed record Done(EscalationCase After) : EscalationOutcome;

    /// <param name="Missing">Parts of the packet that the tier asks for.</param>
    public sealed record Refused(EscalationRefusal Reason, IReadOnlyList<PacketPart> Missing) : EscalationOutcome
    {
        public Refused(EscalationRefusal reason) : this(reason, []) { }
    }

    /// <summary>Somebody else changed it in the same moment: look again.</summary>
    public sealed record Overtaken : EscalationOutcome;

    public sealed record Unknown : EscalationOutcome;
}
