using System.Text;

namespace Portal.Components.Shared;

/// <summary>How a person without a picture is drawn: initials on one of five quiet tints, the same on every page.</summary>
public static class AvatarRules
{
    private static readonly string[] Tints = ["a", "b", "c", "d", "e"];

    /// <summary>First and last word's first letters; one letter for one word; a question mark for nobody.</summary>
    public static string Initials(string? name)
    {
        Rune? first = null, last = null;
        var begins = true;
        foreach (var rune in (name ?? "").EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                begins = true;
            }
            else if (begins && Rune.IsLetterOrDigit(rune))
            {
                // A word's first letter, after whatever stands before it.
                (first, last, begins) = (first ?? rune, first is null ? null : rune, false);
            }
        }

        return $"{(first is { } one ? Rune.ToUpperInvariant(one).ToString() : "?")}{(last is { } other ? Rune.ToUpperInvariant(other).ToString() : "")}";
    }

    public static string Tint(string? name)
    {
        // Not string.GetHashCode: it differs from one start of the server to the next.
        var sum = 17u;
        foreach (var c in name ?? "") sum = unchecked(sum * 31 + c);
        return Tints[sum % (uint)Tints.Length];
    }
}
