namespace Portal.Domain.Accounts;

public enum PasswordProblem { TooShort, TooLong, TooCommon, LikeTheAccount }

/// <summary>Length is what protects; rules about kinds of characters only make people write passwords down.</summary>
public static class PasswordRules
{
    public const int Shortest = 10;
    public const int Longest = 128;

    /// <summary>The openings of passwords that are tried first everywhere, as they are and with digits behind.</summary>
    private static readonly string[] Common =
    [
        "password", "passwort", "passw0rd", "qwerty", "qwertz", "azerty", "letmein", "welcome", "iloveyou", "administrator",
        "changeme", "trustno1", "sunshine", "football", "baseball", "princess", "superman", "dragon", "monkey", "master",
        "abc123", "1q2w3e4r", "1qaz2wsx", "zaq12wsx", "asdfgh", "abcdef", "secret", "default", "summer", "winter",
    ];

    public static PasswordProblem? ProblemWith(string password, string name, string email)
    {
        if (password.Length < Shortest) return PasswordProblem.TooShort;
        if (password.Length > Longest) return PasswordProblem.TooLong;
        if (IsCommon(password)) return PasswordProblem.TooCommon;
        return Parts(name, email).Any(p => password.Contains(p, StringComparison.OrdinalIgnoreCase)) ? PasswordProblem.LikeTheAccount : null;
    }

    private static bool IsCommon(string password)
    {
        var core = password.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '!', '.', '?', '$', '#', '*', '-', '_', ' ');
        return core.Length == 0 || core.Distinct().Count() < 3 || IsRun(password)
               || Common.Any(c => core.Equals(c, StringComparison.OrdinalIgnoreCase) || core.Equals(c + c, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>abcdefghij, 9876543210.</summary>
    private static bool IsRun(string text)
    {
        var step = text[1] - text[0];
        if (step is not (1 or -1)) return false;
        for (var i = 2; i < text.Length; i++)
        {
            if (text[i] - text[i - 1] != step) return false;
        }
        return true;
    }

    private static IEnumerable<string> Parts(string name, string email) =>
        name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append(email.Split('@')[0]).Where(p => p.Length >= 4);
}
