using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Data.Conversations;

/// <summary>Files under the data directory, named by id alone, in 256 folders.</summary>
public sealed class AttachmentFolder(DatabaseOptions options) : IAttachmentFiles
{
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

    private string PathOf(AttachmentId id)
    {
        // The end of a version-7 UUID is random, its beginning is the time: the end spreads evenly.
        var name = id.Value.ToString("N");
        return Path.Combine(options.Directory, "attachments", name[^2..], name);
    }
}
