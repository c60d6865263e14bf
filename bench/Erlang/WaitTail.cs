namespace Portal.Bench.Erlang;

/// <summary>Waits by the second, for what a mean hides.</summary>
internal sealed class WaitTail
{
    private readonly int[] seconds = new int[200_000];
    private int count;

    public void Add(double wait)
    {
        seconds[Math.Min(seconds.Length - 1, (int)wait)]++;
        count++;
    }

    /// <summary>The seconds that this share of all waits stay below.</summary>
    public int At(double share)
    {
        var left = (int)(count * share);
        var at = 0;
        while (at < seconds.Length - 1 && left >= seconds[at]) left -= seconds[at++];
        return at;
    }
}
