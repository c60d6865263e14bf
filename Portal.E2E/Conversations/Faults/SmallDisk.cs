using System.ComponentModel;
using System.Diagnostics;

namespace Portal.E2E.Conversations.Faults;

/// <summary>A disk of a few megabytes in memory, which only root on Linux can mount.</summary>
internal static class SmallDisk
{
    public static Task<bool> MountAsync(string folder, int megabytes) => RunAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder);

    public static Task<bool> UnmountAsync(string folder) => RunAsync("umount", "-l", folder);

    /// <summary>Writes until nothing more fits.</summary>
    public static async Task FillAsync(string path, CancellationToken ct)
    {
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var size in new[] { 1 << 20, 4096 })
        {
            try
            {
                while (true) await file.WriteAsync(new byte[size], ct);
            }
            catch (IOException)
            {
                // Full, as wanted.
            }
        }
    }

    private static async Task<bool> RunAsync(string command, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
