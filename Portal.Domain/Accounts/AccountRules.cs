using System.Globalization;
using System.Text;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Domain.Accounts;

public enum AccountProblem { NameMissing, NameTooLong, EmailNotValid, RoleNotOfStaff, CapacityOutOfRange }

/// <summary>What an account may look like and who may change it.</summary>
public static class AccountRules
{
    public const int LongestName = 80;
    public const int LongestEmail = 254;
    public const int SmallestCapacity = 0;
    public const int LargestCapacity = 50;

    public static bool MayAdminister(Actor actor) => actor.Role is Role.Admin or Role.System;

    public static bool IsStaffRole(Role role) => role is Role.Agent or Role.Supervisor or Role.Admin;

    public static AccountProblem? ProblemWith(string name, string email, Role role, PerChannel capacity) =>
        ProblemWithName(name) ?? ProblemWithEmail(email) ?? ProblemWithRole(role) ?? ProblemWithCapacity(capacity);

    /// <summary>The name as it is stored.</summary>
    public static string Tidy(string name) => TextRules.OneLine(TextRules.Storable(name), LongestName + 1);

    public static AccountProblem? ProblemWithName(string name) => Tidy(name) switch
    {
        "" => AccountProblem.NameMissing,
        { Length: > LongestName } => AccountProblem.NameTooLong,
        _ => null,
    };

    public static AccountProblem? ProblemWithRole(Role role) => IsStaffRole(role) ? null : AccountProblem.RoleNotOfStaff;

    /// <summary>Of each kind of channel a few or none, and of some kind at least one.</summary>
    public static AccountProblem? ProblemWithCapacity(PerChannel capacity) =>
        PerChannel.Kinds.All(k => capacity[k] is >= SmallestCapacity and <= LargestCapacity) && capacity.Total > 0 ? null : AccountProblem.CapacityOutOfRange;

    /// <summary>Upper case without accents: what is searched for and what is searched in are folded the same way.</summary>
    public static string Fold(string text) => new string(
            [.. TextRules.Storable(text).Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark)])
        .Normalize(NormalizationForm.FormC).ToUpperInvariant();

    /// <summary>One @ with something on both sides and no room for tricks: only a message sent there proves an address.</summary>
    private static AccountProblem? ProblemWithEmail(string email)
    {
        var text = email.Trim();
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var well = at > 0 && at == text.LastIndexOf('@') && at < text.Length - 1 && text.Length <= LongestEmail && TextRules.IsStorable(text)
                   && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or ',' or ';' or '"');
        return well ? null : AccountProblem.EmailNotValid;
    }
}
