using System.ComponentModel.DataAnnotations;

namespace Portal.Domain.Conversations;

public sealed class ConversationOptions
{
    public const string Section = "Conversations";

    /// <summary>The longest message, in UTF-16 characters.</summary>
    [Range(100, 100_000)]
    public int LongestText { get; init; } = 10_000;

    /// <summary>The longest sleep that an agent may choose.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan LongestSnooze { get; init; } = TimeSpan.FromDays(90);

    /// <summary>How long a typing hint lasts without another one.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan TypingTimeout { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>How long a colleague counts as writing a reply after the last sign of it: longer than the hint, since people stop to think.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan WritingTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a colleague counts as looking at a conversation without saying so again.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:10:00")]
    public TimeSpan ViewingTimeout { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>A conversation in which nobody wrote for this long, and no answer is due, takes no capacity until somebody writes.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "365.00:00:00")]
    public TimeSpan RestAfter { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>A customer who writes within this time after resolving comes back to the same conversation.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan ReopenWithin { get; init; } = TimeSpan.FromDays(3);

    /// <summary>The largest attachment, in bytes.</summary>
    [Range(1, 1L << 30)]
    public long LargestAttachment { get; init; } = 25 * 1024 * 1024;
}
