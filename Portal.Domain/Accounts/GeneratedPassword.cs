using System.Security.Cryptography;

namespace Portal.Domain.Accounts;

/// <summary>A password to be read out or copied once: four groups of five, without letters that look alike (99 bits).</summary>
public static class GeneratedPassword
{
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    public static string New() => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 5)));
}
