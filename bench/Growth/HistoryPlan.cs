namespace Portal.Bench.Growth;

/// <summary>
/// How much history there is. Everything that happens today is the same whatever the size: what grows is the past. A test of
/// growth that also grew today's work would measure the work.
/// </summary>
internal sealed record HistoryPlan(int Messages, int Conversations)
{
    public const int PerDay = 500;
    public const int Open = 300;
    public const int Queued = 60;
    public const int Asleep = 20;
    public const int Agents = 20;
    public const int Queues = 4;

    /// <summary>Of newer conversations, how many were begun by somebody who had written before.</summary>
    private const double Returning = 0.4;

    /// <summary>The spread of the talks' lengths: most are short, a few very long.</summary>
    private const double Sigma = 0.9;

    public int Customers => (int)Math.Ceiling(Conversations * (1 - Returning));

    /// <summary>Messages of each conversation, log-normal, at least two; together exactly <see cref="Messages"/>.</summary>
    public int[] Lengths(Random random)
    {
        var mean = (double)Messages / Conversations;
        if (mean < 2) throw new ArgumentException($"{Messages} messages are too few for {Conversations} conversations: each has at least two.");
        var mu = Math.Log(mean - 1.5) - (Sigma * Sigma / 2);
        var lengths = new int[Conversations];
        for (var i = 0; i < lengths.Length; i++) lengths[i] = 2 + (int)Math.Min(2000, Math.Exp(mu + (Sigma * Normal(random))));
        for (var rest = Messages - lengths.Sum(n => (long)n); rest != 0;)
        {
            var i = random.Next(lengths.Length);
            if (rest < 0 && lengths[i] <= 2) continue;
            var step = Math.Sign(rest);
            lengths[i] += step;
            rest -= step;
        }

        return lengths;
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
