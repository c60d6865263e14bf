namespace Portal.Components.Shared;

/// <summary>How well a few typed letters fit a name. Pure.</summary>
public static class FuzzyRules
{
    /// <summary>
    /// All letters must stand in the name in their order, whatever their case, blanks aside. Each counts 1; 8 more at the beginning of a
    /// word, 4 more right after the letter before it. A name that holds the words as they were typed is 100 ahead of any that only holds their letters, and 50 more if it begins with them.
    /// </summary>
    /// <returns>0 for nothing typed; null when it does not fit.</returns>
    public static int? Score(string typed, string name)
    {
        var wanted = typed.Trim();
        if (wanted.Length == 0) return 0;
        var whole = name.Contains(wanted, StringComparison.CurrentCultureIgnoreCase);
        var score = whole ? 100 : 0;
        if (name.StartsWith(wanted, StringComparison.CurrentCultureIgnoreCase)) score += 50;
        var (at, last) = (0, -2);
        foreach (var letter in wanted)
        {
            if (char.IsWhiteSpace(letter)) continue;
            var found = Next(letter, name, at, last);
            if (found < 0) return whole ? score : null;
            score += 1 + (IsStart(name, found) ? 8 : 0) + (found == last + 1 ? 4 : 0);
            (last, at) = (found, found + 1);
        }

        return score;
    }

    /// <summary>The letter right here if it follows the last one, else the next beginning of a word with it, else wherever it comes next.</summary>
    private static int Next(char letter, string name, int from, int last)
    {
        var first = -1;
        for (var i = from; i < name.Length; i++)
        {
            if (char.ToUpperInvariant(name[i]) != char.ToUpperInvariant(letter)) continue;
            if (i == last + 1 || IsStart(name, i)) return i;
            if (first < 0) first = i;
        }

        return first;
    }

    private static bool IsStart(string name, int at) => at == 0 || !char.IsLetterOrDigit(name[at - 1]);
}
