using QRCoder;

namespace Portal.Components.Accounts;

/// <summary>What an authenticator app is given, once: as a picture to scan and as letters to type.</summary>
public sealed record AuthenticatorKey(string Key, string Email)
{
    public string Uri => $"otpauth://totp/{System.Uri.EscapeDataString($"Portal:{Email}")}?secret={Key}&issuer=Portal&digits=6";

    /// <summary>In groups of four, for reading.</summary>
    public string Spaced => string.Join(' ', Key.Chunk(4).Select(c => new string(c))).ToLowerInvariant();

    /// <summary>A picture as a data address: the key never becomes a file or a URL of its own.</summary>
    public string Picture
    {
        get
        {
            using var data = QRCodeGenerator.GenerateQrCode(Uri, QRCodeGenerator.ECCLevel.M);
            using var code = new PngByteQRCode(data);
            return $"data:image/png;base64,{Convert.ToBase64String(code.GetGraphic(6))}";
        }
    }
}
