using System.Security.Cryptography;
using System.Text;

namespace Portal.Domain.Collaboration;

/// <summary>Message ids that follow from what they are for: doing the same thing again is the same message. UUID version 8 (RFC 9562, 5.8).</summary>
public static class DerivedIds
{
    public static Guid Of(Guid cause, string part) => Of(cause, Encoding.UTF8.GetBytes(part));

    public static Guid Of(Guid cause, Guid target) => Of(cause, target.ToByteArray(bigEndian: true));

    private static Guid Of(Guid cause, byte[] rest)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData([.. cause.ToByteArray(bigEndian: true), .. rest], hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
