using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Portal.Domain.Accounts;

/// <summary>Codes of authenticator apps, RFC 6238: six digits, thirty seconds, SHA-1.</summary>
public static class TotpRules
{
    private const int Period = 30;

    /// <summary>How many steps a phone's clock may be off in either direction.</summary>
    private const int Tolerance = 1;

    /// <summary>The time step that the code belongs to, or null when it belongs to none near <paramref name="now"/>.</summary>
    /// <param name="lastUsed">Steps up to this one have been used: a code that was read over a shoulder is worth nothing.</param>
    public static long? StepOf(string code, byte[] key, DateTimeOffset now, long? lastUsed)
    {
        if (code.Length != 6) return null;
        var current = now.ToUnixTimeSeconds() / Period;
        long? found = null;
        for (var step = current - Tolerance; step <= current + Tolerance; step++)
        {
            // No early way out: how long it takes says nothing about which code is right.
            if (CryptographicOperations.FixedTimeEquals(Bytes(CodeAt(step, key)), Bytes(code)) && step > (lastUsed ?? long.MinValue)) found ??= step;
        }

        return found;
    }

    public static string CodeAt(DateTimeOffset time, byte[] key) => CodeAt(time.ToUnixTimeSeconds() / Period, key);

    private static string CodeAt(long step, byte[] key)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // What every authenticator app computes; HMAC is not weakened by collisions.
        HMACSHA1.HashData(key, counter, hash);
#pragma warning restore CA5350
        var offset = hash[^1] & 0xf;
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[offset..]) & 0x7fffffff;
        return (number % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
