namespace Portal.Bench.Erlang;

/// <summary>A mean over consecutive batches of arrivals, and half the width of its 95 % confidence interval.</summary>
internal sealed class BatchMeans(int arrivals, int skip)
{
    public const int Batches = 20;

    /// <summary>Student's t for 19 degrees of freedom at 97.5 %.</summary>
    private const double T = 2.093024;

    private readonly double[] sums = new double[Batches];
    private readonly int[] counts = new int[Batches];

    public void Add(int arrival, double value)
    {
        if (arrival < skip) return;
        var batch = (int)((long)(arrival - skip) * Batches / (arrivals - skip));
        sums[batch] += value;
        counts[batch]++;
    }

    public (double Mean, double Half) Result()
    {
        var means = sums.Zip(counts, (s, c) => s / c).ToArray();
        var mean = means.Average();
        var variance = means.Sum(m => (m - mean) * (m - mean)) / (Batches - 1);
        return (mean, T * Math.Sqrt(variance / Batches));
    }
}
