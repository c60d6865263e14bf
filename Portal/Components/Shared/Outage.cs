using System.Data.Common;

namespace Portal.Components.Shared;

/// <summary>A database that is away for a while: what a page cannot read now, it can read later.</summary>
public static class Outage
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>Whether a fault comes from the database, or from waiting too long for it, however it is wrapped.</summary>
    public static bool IsBehind(Exception fault)
    {
        for (var cause = fault; cause is not null; cause = cause.InnerException)
        {
            if (cause is DbException or TimeoutException) return true;
        }

        return false;
    }

    /// <summary>Before another attempt: a quarter of a second, doubled each time up to five seconds, less up to half by chance, so that not all pages ask at once.</summary>
    public static TimeSpan Pause(int attempt) =>
        TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, .25 * Math.Pow(2, Math.Clamp(attempt - 1, 0, 10))) * (1 - (Random.Shared.NextDouble() / 2)));
}
