using Portal.Domain.Shared;

namespace Portal.Domain.Insights;

public interface IInsightsStore
{
    /// <summary>
    /// Everything that the board is drawn from: the desk as it stands, what began within <see cref="LiveBoardRules.ChartSpan"/> and
    /// what was answered or resolved within <see cref="LiveBoardRules.LongSpan"/> before <paramref name="now"/>, and what is being wrapped up.
    /// </summary>
    Task<BoardFacts> ReadBoardAsync(DateTimeOffset now, CancellationToken ct);

    /// <summary>What to call these customers; every one of them has a name.</summary>
    Task<IReadOnlyDictionary<CustomerId, string>> NamesAsync(IReadOnlyCollection<CustomerId> customers, CancellationToken ct);
}
