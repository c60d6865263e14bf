namespace Portal.Hosting;

/// <summary>How many threads the pool makes without thinking it over.</summary>
public static class Threads
{
    /// <summary>
    /// SQLite works in the thread that asks it, and waits there for the disk. The pool begins with a thread for each processor and
    /// adds to them slowly: with two processors, a flush and one read leave nobody who draws. Measured: docs/performance.md.
    /// </summary>
    public const int Fewest = 8;

    /// <summary>Raises the pool's minimum to <see cref="Fewest"/>; one that is higher stays.</summary>
    public static void Provide()
    {
        ThreadPool.GetMinThreads(out var workers, out var completions);
        ThreadPool.SetMinThreads(Math.Max(workers, Fewest), completions);
    }
}
