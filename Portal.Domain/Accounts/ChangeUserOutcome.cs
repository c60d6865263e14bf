namespace Portal.Domain.Accounts;

/// <summary>How a change of somebody's account ended.</summary>
public abstract record ChangeUserOutcome
{
    public sealed record Changed : ChangeUserOutcome;
    public sealed record NotAllowed : ChangeUserOutcome;
    public sealed record Unknown : ChangeUserOutcome;

    /// <summary>Nobody would be left who may administer.</summary>
    public sealed record LastAdmin : ChangeUserOutcome;

    /// <summary>Admins cannot take their own rights away: a slip would lock them out.</summary>
    public sealed record Yourself : ChangeUserOutcome;

    public sealed record Invalid(AccountProblem Problem) : ChangeUserOutcome;

    internal static ChangeUserOutcome Of(AccountChange change) => change switch
    {
        AccountChange.Changed => new Changed(),
        AccountChange.Unknown => new Unknown(),
        AccountChange.LastAdmin => new LastAdmin(),
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };
}
