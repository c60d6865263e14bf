namespace Portal.Bench.Erlang;

/// <summary>What theory says about a line before N servers. a is the offered load in Erlang: arrival rate × mean handling time.</summary>
internal static class ErlangFormulas
{
    /// <summary>Erlang B by the stable recurrence B(0) = 1, B(n) = a·B(n−1) ÷ (n + a·B(n−1)).</summary>
    public static double Blocking(int servers, double load)
    {
        var b = 1.0;
        for (var n = 1; n <= servers; n++) b = load * b / (n + (load * b));
        return b;
    }

    /// <summary>Erlang C, P(wait) of M/M/N = B ÷ (1 − ρ·(1 − B)).</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not stable: the load is not below the servers.</exception>
    public static double Waiting(int servers, double load)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(servers, load);
        var b = Blocking(servers, load);
        return b / (1 - (load / servers * (1 - b)));
    }

    /// <summary>Mean wait of everybody, in seconds: C·AHT ÷ (N − a).</summary>
    public static double MeanWait(int servers, double load, double handling) => Waiting(servers, load) * handling / (servers - load);

    /// <summary>Share answered within t: 1 − C·e^(−(N − a)·t ÷ AHT).</summary>
    public static double Within(int servers, double load, double handling, double seconds) =>
        1 - (Waiting(servers, load) * Math.Exp(-(servers - load) * seconds / handling));

    /// <summary>Erlang A (M/M/N+M): P(wait), P(abandon), E[W] in seconds, from the stationary probabilities of its birth–death chain.</summary>
    public static (double Wait, double Abandon, double MeanWait) Impatient(int servers, double perSecond, double handling, double patience)
    {
        // Relative to the most likely state, upwards until nothing is left: no overflow, no arbitrary end.
        var states = new List<double> { 1 };
        var (sum, k) = (1.0, 0);
        while (k < servers || states[k] > 1e-16 * sum)
        {
            k++;
            states.Add(states[k - 1] * perSecond / ((Math.Min(k, servers) / handling) + (Math.Max(0, k - servers) / patience)));
            sum += states[k];
            if (sum < 1e250) continue;
            for (var i = 0; i <= k; i++) states[i] /= sum;
            sum = 1;
        }

        sum = states.Sum();
        var waits = states.Skip(servers).Sum() / sum;
        var line = states.Skip(servers).Select((p, i) => p * i).Sum() / sum;
        return (waits, line / patience / perSecond, line / perSecond);
    }
}
