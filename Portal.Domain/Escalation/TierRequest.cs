namespace Portal.Domain.Escalation;

/// <summary>One tier asked within one case, so that each tier is measured by what it was asked and not by who took the case in the end.</summary>
public sealed record TierRequest
{
    public required Guid CaseId { get; init; }

    /// <summary>From 0: the tiers that were asked before it within the case.</summary>
    public required int Number { get; init; }

    public required Guid TierId { get; init; }

    /// <summary>As it was called then.</summary>
    public required string TierName { get; init; }

    public required DateTimeOffset AskedAt { get; init; }
    public EscalationState State { get; init; }

    /// <summary>Whole seconds to acceptance, whatever came afterwards; null when it was not accepted.</summary>
    public int? Seconds { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>As of its case.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>The request of the tier that the case is with, or ended with.</summary>
    public static TierRequest Of(EscalationCase e) => new()
    {
        // The last lapse asked nobody else.
        CaseId = e.Id, Number = e.State is EscalationState.Lapsed ? e.Lapses - 1 : e.Lapses, TierId = e.TierId, TierName = e.TierName,
        AskedAt = e.TierAskedAt, State = e.State, EndedAt = e.EndedAt, IsSimulated = e.IsSimulated, Seconds = e.AcceptedAt is { } at ? (int)Math.Max(0, (at - e.TierAskedAt).TotalSeconds) : null,
    };

    /// <summary>The next tier was asked in its place.</summary>
    public TierRequest Lapsed(DateTimeOffset at) => this with { State = EscalationState.Lapsed, EndedAt = at };
}
