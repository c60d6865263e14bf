using Portal.Domain.Accounts;

namespace Portal.E2E.Accounts;

/// <summary>What a phone does with the key that it was shown.</summary>
internal static class AuthenticatorApp
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <param name="shown">The key in base 32 (RFC 4648), in any case, with spaces.</param>
    public static string CodeNow(string shown)
    {
        var bytes = new List<byte>();
        int bits = 0, buffer = 0;
        foreach (var letter in shown.ToUpperInvariant().Where(char.IsLetterOrDigit))
        {
            buffer = (buffer << 5) | Alphabet.IndexOf(letter, StringComparison.Ordinal);
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            bytes.Add((byte)(buffer >> bits));
            buffer &= (1 << bits) - 1;
        }

        return TotpRules.CodeAt(DateTimeOffset.UtcNow, [.. bytes]);
    }
}
