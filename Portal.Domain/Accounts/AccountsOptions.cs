using System.ComponentModel.DataAnnotations;

namespace Portal.Domain.Accounts;

public sealed class AccountsOptions
{
    public const string Section = "Accounts";

    /// <summary>Failed sign-ins in a row until the account pauses.</summary>
    [Range(3, 100)]
    public int FailuresUntilPause { get; init; } = 5;

    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan Pause { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Failed sign-ins from one network address per minute, over all accounts. Successful ones are not counted.</summary>
    [Range(1, 10_000)]
    public int FailuresPerAddressAndMinute { get; init; } = 20;

    /// <summary>A session ends after this long without a request; an open page keeps it alive.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "30.00:00:00")]
    public TimeSpan Session { get; init; } = TimeSpan.FromHours(12);

    /// <summary>How often an open page and a used cookie are checked against the account.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:30")]
    public TimeSpan Recheck { get; init; } = TimeSpan.FromSeconds(15);
}
