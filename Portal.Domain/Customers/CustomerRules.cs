using System.Collections.Immutable;
using System.Globalization;
using System.Net.Mail;
using System.Security.Cryptography;
using System.Text;
using Portal.Domain.Shared;

namespace Portal.Domain.Customers;

public static class CustomerRules
{
    public const int LongestName = 80;
    public const int LongestExternalId = 200;
    public const int LongestEmail = 254;
    public const int MostAttributes = 30;
    public const int LongestAttribute = 500;

    /// <summary>"Visitor 4F2A" for somebody who told no name.</summary>
    public static string DisplayName(string name, string? email, CustomerId id) =>
        name.Length > 0 ? name : email is { Length: > 0 } ? email : $"Visitor {id.Value.ToString("N")[^4..].ToUpperInvariant()}";

    public static string CleanName(string? name) => TextRules.OneLine(TextRules.Storable(name ?? ""), LongestName);

    /// <summary>A single plain address, or null. Quoted local parts and control characters are refused: they end up in mail headers.</summary>
    public static string? CleanEmail(string? email)
    {
        var text = email?.Trim() ?? "";
        if (text.Length is 0 or > LongestEmail || text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '"' or '<' or '>' or ',' or ';')) return null;
        return MailAddress.TryCreate(text, out var parsed) && parsed.Address == text && parsed.Host.Contains('.', StringComparison.Ordinal) ? text : null;
    }

    public static ImmutableDictionary<string, string> CleanAttributes(IEnumerable<KeyValuePair<string, string?>> attributes) => attributes
        .Select(a => KeyValuePair.Create(TextRules.OneLine(TextRules.Storable(a.Key), 60), TextRules.OneLine(TextRules.Storable(a.Value ?? ""), LongestAttribute)))
        .Where(a => a.Key.Length > 0)
        .DistinctBy(a => a.Key)
        .Take(MostAttributes)
        .ToImmutableDictionary();

    /// <summary>What a customer with these attributes is worth, from 0 to 1; 0 where nothing that can be read says so.</summary>
    public static double ValueOf(IEnumerable<KeyValuePair<string, string>> attributes, CustomerOptions options)
    {
        var told = attributes.FirstOrDefault(a => string.Equals(a.Key, options.ValueAttribute, StringComparison.OrdinalIgnoreCase)).Value?.Trim();
        if (string.IsNullOrEmpty(told)) return 0;
        foreach (var (word, worth) in options.ValueOfWords)
        {
            if (string.Equals(word, told, StringComparison.OrdinalIgnoreCase)) return Math.Clamp(worth, 0, 1);
        }

        return double.TryParse(told, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? Math.Clamp(number / options.FullValue, 0, 1) : 0;
    }

    /// <summary>What a search compares: names and addresses whatever their case.</summary>
    public static string SearchKey(string text) => text.ToLowerInvariant();

    /// <summary>The first text behind everything that begins with <paramref name="prefix"/> when texts are compared by code unit; null when there is none.</summary>
    public static string? EndOfPrefix(string prefix)
    {
        for (var i = prefix.Length - 1; i >= 0; i--)
        {
            // Half of a pair counts nothing by itself: the range then ends at the character before it, and is only a little wider.
            if (char.IsSurrogate(prefix[i]) || prefix[i] == char.MaxValue) continue;
            var next = (char)(prefix[i] + 1);
            return prefix[..i] + (char.IsSurrogate(next) ? '\uE000' : next);
        }

        return null;
    }

    /// <summary>Keeps an accumulated set bounded, first names first.</summary>
    public static ImmutableDictionary<string, string> Limit(ImmutableDictionary<string, string> attributes) =>
        attributes.Count <= MostAttributes ? attributes : attributes.OrderBy(a => a.Key, StringComparer.Ordinal).Take(MostAttributes).ToImmutableDictionary();

    /// <summary>Whether <paramref name="hash"/> is the lower-case hexadecimal HMAC-SHA256 of the external id. Takes the same time for any wrong hash.</summary>
    public static bool Proves(string secret, string externalId, string? hash)
    {
        if (externalId.Length is 0 or > LongestExternalId || hash is null || !TextRules.IsStorable(externalId)) return false;
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(externalId));
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(expected)), Encoding.UTF8.GetBytes(hash));
    }
}
