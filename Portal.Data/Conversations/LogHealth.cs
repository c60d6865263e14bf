namespace Portal.Data.Conversations;

/// <summary>
/// Whether what is written is refused: a disk that is full, a lock that nobody gives back, a database that only reads. Reading works in
/// all of them, so that a database that answers says nothing about it.
/// </summary>
internal sealed class LogHealth(TimeProvider clock)
{
    /// <summary>One may have been at fault itself.</summary>
    private const int Several = 3;

    /// <summary>Without another attempt nobody knows whether it still holds, and nothing would ever take it back.</summary>
    private static readonly TimeSpan Holds = TimeSpan.FromMinutes(1);

    private int failures;
    private long lastAt;

    public bool IsRefusing => Volatile.Read(ref failures) >= Several && clock.GetUtcNow() - new DateTimeOffset(Volatile.Read(ref lastAt), TimeSpan.Zero) < Holds;

    public void Failed()
    {
        Volatile.Write(ref lastAt, clock.GetUtcNow().Ticks);
        Interlocked.Increment(ref failures);
    }

    public void Committed() => Volatile.Write(ref failures, 0);
}
