using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Data.Conversations;

/// <summary>Files under the data directory, named by id alone, in 256 folders.</summary>
public sealed class AttachmentFolder(DatabaseOptions options) : IAttachmentFiles
{
    private Guid? identity;

    public async Task SaveAsync(AttachmentId id, Stream content, CancellationToken ct)
    {
        var path = PathOf(id);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 81_920, FileOptions.Asynchronous);
            await content.CopyToAsync(file, ct);
            // A message that names the file is shown as sent only after the file itself is safe.
            file.Flush(flushToDisk: true);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    public Stream Open(AttachmentId id) => new FileStream(PathOf(id), FileMode.Open, FileAccess.Read, FileShare.Read, 81_920, FileOptions.Asynchronous | FileOptions.SequentialScan);

    public void Delete(AttachmentId id) => File.Delete(PathOf(id));

    /// <summary>
    /// What this folder is known by: kept in the folder itself, so that nodes that share it have the same and others do not.
    /// Read or made at the first call, which creates the folder too.
    /// </summary>
    /// <exception cref="IOException">The folder cannot be written, or what identifies it cannot be read.</exception>
    public async Task<Guid> IdentifyAsync(CancellationToken ct) => identity ??= await ReadIdentityAsync(ct);

    private async Task<Guid> ReadIdentityAsync(CancellationToken ct)
    {
        var path = Path.Combine(options.Directory, "attachments", ".id");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            await using var made = new StreamWriter(new FileStream(path, FileMode.CreateNew));
            await made.WriteAsync(Guid.NewGuid().ToString());
        }
        catch (IOException) when (File.Exists(path))
        {
            // It was there before, or another node was faster.
        }

        for (var attempt = 0; attempt < 20; attempt++)
        {
            if (Guid.TryParse(await File.ReadAllTextAsync(path, ct), out var id)) return id;
            await Task.Delay(50, ct);
        }

        throw new IOException($"{path} holds no id; delete it.");
    }

    private string PathOf(AttachmentId id)
    {
        // The end of a version-7 UUID is random, its beginning is the time: the end spreads evenly.
        var name = id.Value.ToString("N");
        return Path.Combine(options.Directory, "attachments", name[^2..], name);
    }
}
