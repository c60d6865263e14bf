using System.Security.Cryptography;
using System.Text;

namespace Portal.Components.Accounts;

/// <summary>Proves that who sets Portal up can read its log. Made anew at each start, good until the first admin exists.</summary>
public sealed class SetupToken
{
    public string Value { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    public bool Matches(string given) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given.Trim())), SHA256.HashData(Encoding.UTF8.GetBytes(Value)));
}
