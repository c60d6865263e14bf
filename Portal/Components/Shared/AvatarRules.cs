using System.Text;

namespace Portal.Components.Shared;

/// <summary>How a person without a picture is drawn: initials on one of five quiet tints, the same on every page.</summary>
public static class AvatarRules
{
    private static readonly string[] Tints = ["a", "b", "c", "d", "e"];

    /// <summary>First and last word's first letters; one letter for one word; a question mark for nobody.</summary>
    public static string Initials(string? name)
    {
        var words = (name ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var letters = words.Select(FirstLetter).Where(l => l.Length > 0).ToList();
        return letters.Count switch
        {
            0 => "?",
            1 => letters[0],
            _ => letters[0] + letters[^1],
        };
    }

    public static string Tint(string? name)
    {
        // Not string.GetHashCode: it differs from one start of the server to the next.
        var sum = 17u;
        foreach (var c in name ?? "") sum = unchecked(sum * 31 + c);
        return Tints[sum % (uint)Tints.Length];
    }

    private static string FirstLetter(string word)
    {
        foreach (var rune in word.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune)) return Rune.ToUpperInvariant(rune).ToString();
        }
        return "";
    }
}
