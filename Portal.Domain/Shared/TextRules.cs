using System.Text;

namespace Portal.Domain.Shared;

/// <summary>What may be stored as text, whatever the database.</summary>
public static class TextRules
{
    /// <summary>PostgreSQL refuses U+0000 and no engine keeps a lone surrogate: both are refused before any of them.</summary>
    public static bool IsStorable(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0') return false;
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }

        return true;
    }

    /// <summary>Drops what cannot be stored: for names and other texts where a refusal would help nobody.</summary>
    public static string Storable(string text)
    {
        if (IsStorable(text)) return text;
        var kept = new StringBuilder(text.Length);
        Span<char> pair = stackalloc char[2];
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value != 0 && rune != Rune.ReplacementChar) kept.Append(pair[..rune.EncodeToUtf16(pair)]);
        }

        return kept.ToString();
    }

    /// <summary>White space folded to single blanks, cut at <paramref name="longest"/> without splitting a character.</summary>
    public static string OneLine(string text, int longest)
    {
        var line = new StringBuilder(Math.Min(text.Length, longest));
        var blank = false;
        Span<char> pair = stackalloc char[2];
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                blank = line.Length > 0;
                continue;
            }

            var needed = rune.Utf16SequenceLength + (blank ? 1 : 0);
            if (line.Length + needed > longest) break;
            if (blank) line.Append(' ');
            blank = false;
            line.Append(pair[..rune.EncodeToUtf16(pair)]);
        }

        return line.ToString();
    }
}
