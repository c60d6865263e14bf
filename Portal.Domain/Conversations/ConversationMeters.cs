using System.Diagnostics.Metrics;

namespace Portal.Domain.Conversations;

/// <summary>What becomes of messages and files. Counted by outcome, never by person.</summary>
public static class ConversationMeters
{
    public const string Name = "Portal.Messages";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Posts = Meter.CreateCounter<long>("portal.posts", "{messages}", "Messages by outcome: Sent, Repeated, Refused (with the reason), Unknown, Failed");
    private static readonly Counter<long> Files = Meter.CreateCounter<long>("portal.attachments", "{files}", "Uploaded files by outcome: Stored, TooLarge, Empty, NotAllowed, Unknown, Failed");
    private static readonly Histogram<long> Sizes = Meter.CreateHistogram<long>("portal.attachments.size", "By", "Sizes of stored files");

    internal static async Task<PostOutcome> CountPost(Func<Task<PostOutcome>> post)
    {
        try
        {
            var outcome = await post();
            if (outcome is PostOutcome.Refused refused) Posts.Add(1, new("outcome", nameof(PostOutcome.Refused)), new("reason", refused.Reason.ToString()));
            else Posts.Add(1, new KeyValuePair<string, object?>("outcome", outcome is PostOutcome.Sent { Repeated: true } ? "Repeated" : outcome.GetType().Name));
            return outcome;
        }
        catch
        {
            Posts.Add(1, new KeyValuePair<string, object?>("outcome", "Failed"));
            throw;
        }
    }

    internal static async Task<UploadOutcome> CountUpload(Func<Task<UploadOutcome>> upload)
    {
        try
        {
            var outcome = await upload();
            Files.Add(1, new KeyValuePair<string, object?>("outcome", outcome.GetType().Name));
            if (outcome is UploadOutcome.Stored stored) Sizes.Record(stored.Attachment.Size);
            return outcome;
        }
        catch
        {
            Files.Add(1, new KeyValuePair<string, object?>("outcome", "Failed"));
            throw;
        }
    }
}
