namespace Portal.Domain.Routing;

/// <summary>A range that about two thirds of waits end in; never a single promised number.</summary>
public sealed record WaitEstimate(TimeSpan Low, TimeSpan High);

/// <summary>How long somebody in line is likely to wait, from how fast their queue has been answering lately.</summary>
public static class WaitRules
{
    /// <summary>How far back answers tell something about the present.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(30);

    /// <summary>With fewer answers than this in the window nothing honest can be said.</summary>
    public const int FewestAnswers = 5;

    /// <summary>The mean time from one answer of a queue to its next.</summary>
    /// <param name="answers">When the queue answered, in any order; older ones than <see cref="Window"/> are left out.</param>
    /// <returns>Null when too few answers are known, or when the queue seems to have stopped answering.</returns>
    public static TimeSpan? Pace(IEnumerable<DateTimeOffset> answers, DateTimeOffset now)
    {
        var recent = answers.Where(a => a <= now && now - a <= Window).ToList();
        if (recent.Count < FewestAnswers) return null;
        var pace = (now - recent.Min()) / recent.Count;
        // At the rate of before, a pause of four times the mean comes once in e⁴ ≈ 55 times: more likely people have gone home.
        return now - recent.Max() > 4 * pace ? null : pace;
    }

    /// <summary>
    /// Answers come one after another with some rate λ = 1 ÷ pace. The wait until the k-th is Erlang-distributed: mean k ÷ λ,
    /// standard deviation √k ÷ λ; the estimate is one standard deviation to both sides of the mean.
    /// </summary>
    /// <param name="position">1 for the next in line.</param>
    public static WaitEstimate Estimate(int position, TimeSpan pace)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(position, 1);
        var (mean, deviation) = (pace * position, pace * Math.Sqrt(position));
        return new(mean > deviation ? mean - deviation : TimeSpan.Zero, mean + deviation);
    }
}
