using System.Buffers.Binary;
using System.Text;
using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>What a file is, judged by its first bytes alone; the name and the sender's claim decide nothing.</summary>
public static class FileRules
{
    /// <summary>Bytes of the beginning that <see cref="Sniff"/> wants to see.</summary>
    public const int HeadLength = 4096;

    private static readonly (byte[] Magic, string Type)[] Signatures =
    [
        ([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
        ([0xFF, 0xD8, 0xFF], "image/jpeg"),
        ("GIF87a"u8.ToArray(), "image/gif"),
        ("GIF89a"u8.ToArray(), "image/gif"),
        ("%PDF-"u8.ToArray(), "application/pdf"),
        ([(byte)'P', (byte)'K', 3, 4], "application/zip"),
        ([0x1F, 0x8B], "application/gzip"),
        ("ID3"u8.ToArray(), "audio/mpeg"),
        ("OggS"u8.ToArray(), "audio/ogg"),
    ];

    /// <summary>The media type, or null when the content is none of the allowed kinds (executables, HTML, SVG, scripts …).</summary>
    public static string? Sniff(ReadOnlySpan<byte> head)
    {
        foreach (var (magic, type) in Signatures)
        {
            if (head.StartsWith(magic)) return type;
        }

        if (head.Length >= 12 && head[..4].SequenceEqual("RIFF"u8) && head[8..12].SequenceEqual("WEBP"u8)) return "image/webp";
        if (head.Length >= 12 && head[..4].SequenceEqual("RIFF"u8) && head[8..12].SequenceEqual("WAVE"u8)) return "audio/wav";
        if (head.Length >= 12 && head[4..8].SequenceEqual("ftyp"u8)) return head[8..12].SequenceEqual("avif"u8) ? "image/avif" : "video/mp4";
        return IsPlainText(head) ? "text/plain" : null;
    }

    /// <summary>UTF-8 without control characters, and not the beginning of a page that a browser might run.</summary>
    private static bool IsPlainText(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty) return false;
        foreach (var b in head)
        {
            if (b < 0x20 && b is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x0C)) return false;
        }

        // A cut in the middle of a character is not an error of the file.
        var whole = head.Length < HeadLength ? head : head[..LastBoundary(head)];
        string text;
        try
        {
            text = new UTF8Encoding(false, true).GetString(whole);
        }
        catch (DecoderFallbackException)
        {
            return false;
        }

        var start = text.AsSpan().TrimStart("\uFEFF \t\r\n\f");
        return !start.StartsWith("<") && !start.StartsWith("#!");
    }

    private static int LastBoundary(ReadOnlySpan<byte> text)
    {
        var end = text.Length;
        while (end > 0 && (text[end - 1] & 0xC0) == 0x80) end--;
        return end > 0 && text[end - 1] >= 0xC0 ? end - 1 : text.Length;
    }

    /// <summary>Types that a browser may show inside a page; everything else is only ever saved.</summary>
    public static bool MayShowInline(string contentType) =>
        contentType is "image/png" or "image/jpeg" or "image/gif" or "image/webp" or "image/avif";

    /// <summary>Width and height of a PNG, GIF or JPEG from its beginning, so that its place is reserved before it loads.</summary>
    public static (int Width, int Height)? Dimensions(ReadOnlySpan<byte> head, string contentType) => contentType switch
    {
        "image/png" when head.Length >= 24 => Sensible(BinaryPrimitives.ReadInt32BigEndian(head[16..]), BinaryPrimitives.ReadInt32BigEndian(head[20..])),
        "image/gif" when head.Length >= 10 => Sensible(BinaryPrimitives.ReadUInt16LittleEndian(head[6..]), BinaryPrimitives.ReadUInt16LittleEndian(head[8..])),
        "image/jpeg" => JpegDimensions(head),
        _ => null,
    };

    // JPEG (ITU T.81, B.1): segments of marker and length; the frame header (SOF0-SOF15 without DHT, JPG, DAC) has the size.
    private static (int, int)? JpegDimensions(ReadOnlySpan<byte> head)
    {
        var at = 2;
        while (at + 9 < head.Length && head[at] == 0xFF)
        {
            var marker = head[at + 1];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return Sensible(BinaryPrimitives.ReadUInt16BigEndian(head[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(head[(at + 5)..]));
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(head[(at + 2)..]);
        }

        return null;
    }

    private static (int, int)? Sensible(int width, int height) => width is > 0 and < 65_536 && height is > 0 and < 65_536 ? (width, height) : null;

    /// <summary>A name that is safe to show and to save under: no path, no control or direction characters, at most 120 characters.</summary>
    public static string SafeName(string? name)
    {
        var last = (name ?? "").Split('/', '\\')[^1];
        var kept = new StringBuilder();
        foreach (var rune in TextRules.Storable(last).EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (category is System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format) continue;
            kept.Append("<>:\"|?*".Contains(rune.ToString(), StringComparison.Ordinal) ? "_" : rune.ToString());
        }

        var safe = TextRules.OneLine(kept.ToString(), 120).Trim('.', ' ');
        return safe.Length == 0 ? "file" : safe;
    }
}
