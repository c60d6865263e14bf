using System.Globalization;

namespace Portal.Components.Conversations;

internal static class FileSize
{
    public static string InWords(long bytes) => bytes switch
    {
        < 1024 => $"{bytes} B",
        < 1024 * 1024 => $"{bytes / 1024} kB",
        _ => string.Create(CultureInfo.CurrentCulture, $"{bytes / (1024d * 1024):0.#} MB"),
    };
}
