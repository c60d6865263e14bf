using System.Collections.Immutable;

namespace Portal.Domain.Triage;

/// <summary>One version of the list of rules. A published one never changes; the newest published one is in force.</summary>
public sealed record TriageVersion
{
    /// <summary>1, 2, 3 …</summary>
    public required int Number { get; init; }

    public ImmutableArray<TriageRule> Rules { get; init; } = [];

    /// <summary>Grows with every saving, so that two people cannot overwrite each other unseen.</summary>
    public int Revision { get; init; }

    public required DateTimeOffset SavedAt { get; init; }
    public required string SavedBy { get; init; }

    /// <summary>Null for the draft, of which there is one at most.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    public string? PublishedBy { get; init; }

    public bool IsDraft => PublishedAt is null;
}
