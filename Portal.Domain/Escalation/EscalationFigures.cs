namespace Portal.Domain.Escalation;

/// <summary>How a tier does.</summary>
/// <param name="Asked">Cases that were asked for.</param>
/// <param name="Acceptance">The median time from asking to acceptance; null when nothing was accepted.</param>
/// <param name="AskedAgain">Questions about something already told, per measured case; null when none was measured.</param>
public sealed record TierFigures(Guid Tier, string Name, int Asked, int Accepted, int Returned, int Lapsed, TimeSpan? Acceptance, double? AskedAgain);

public static class EscalationFigures
{
    /// <summary>One row for each tier, by name.</summary>
    public static IReadOnlyList<TierFigures> Of(IEnumerable<EscalationCase> cases) =>
    [
        .. cases.GroupBy(c => c.TierId).Select(tier =>
        {
            var times = tier.Select(c => c.AcceptedAfter).OfType<TimeSpan>().Order().ToList();
            var measured = tier.Select(c => c.AskedAgain).OfType<int>().ToList();
            return new TierFigures(
                tier.Key, tier.First().TierName, tier.Count(), times.Count, tier.Count(c => c.State is EscalationState.Returned), tier.Sum(c => c.Lapses),
                times.Count == 0 ? null : times[times.Count / 2], measured.Count == 0 ? null : measured.Average());
        }).OrderBy(f => f.Name, StringComparer.CurrentCultureIgnoreCase),
    ];
}
