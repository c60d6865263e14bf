using Microsoft.Extensions.Localization;
using Portal.Components.Shared;
using Portal.Domain.Accounts;
using Portal.Domain.Shared;

namespace Portal.Components.Accounts;

/// <summary>The words for what the account rules say, the same on every page.</summary>
internal static class AccountWords
{
    public static string Of(this IStringLocalizer<StaffText> words, PasswordProblem problem) => problem switch
    {
        PasswordProblem.TooShort => words["Use at least {0} characters. A few words in a row are easy to keep in mind.", PasswordRules.Shortest],
        PasswordProblem.TooLong => words["Use at most {0} characters.", PasswordRules.Longest],
        PasswordProblem.TooCommon => words["That is among the first that anybody would try. Choose something longer or less usual."],
        PasswordProblem.LikeTheAccount => words["Leave the name and the email address out of the password."],
        _ => throw new ArgumentOutOfRangeException(nameof(problem)),
    };

    public static string Of(this IStringLocalizer<StaffText> words, AccountProblem problem) => problem switch
    {
        AccountProblem.NameMissing => words["Say what the person is called."],
        AccountProblem.NameTooLong => words["Use at most {0} characters.", AccountRules.LongestName],
        AccountProblem.EmailNotValid => words["That is not an email address. It looks like name@example.com."],
        AccountProblem.RoleNotOfStaff => words["Choose a role."],
        AccountProblem.CapacityOutOfRange => words["Choose numbers from {0} to {1}, one of them at least above 0.", AccountRules.SmallestCapacity, AccountRules.LargestCapacity],
        _ => throw new ArgumentOutOfRangeException(nameof(problem)),
    };

    /// <summary>Null when all went well.</summary>
    public static string? Of(this IStringLocalizer<StaffText> words, ChangeUserOutcome outcome) => outcome switch
    {
        ChangeUserOutcome.Changed => null,
        ChangeUserOutcome.NotAllowed => words["Only admins may do this."].Value,
        ChangeUserOutcome.Unknown => words["This account no longer exists."].Value,
        ChangeUserOutcome.LastAdmin => words["This is the last admin. Make somebody else an admin first."].Value,
        ChangeUserOutcome.Yourself => words["You cannot take your own rights away. Another admin can."].Value,
        ChangeUserOutcome.Invalid invalid => words.Of(invalid.Problem),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    public static string Of(this IStringLocalizer<StaffText> words, Role role) => role switch
    {
        Role.Agent => words["Agent"],
        Role.Supervisor => words["Supervisor"],
        Role.Admin => words["Admin"],
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };
}
