using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Tests.Conversations;

/// <summary>Conversations, rows and entries of the tests, in one line each.</summary>
internal static class Talk
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    public static readonly UserId Me = new(new Guid("019b0000-0000-7000-8000-0000000000aa"));
    public static readonly UserId Tomas = new(new Guid("019b0000-0000-7000-8000-0000000000bb"));

    /// <summary>Waiting in a queue for <paramref name="minutes"/>.</summary>
    public static Conversation Queued(int minutes = 1) => new()
    {
        Id = ConversationId.New(), InboxId = InboxId.New(), CustomerId = CustomerId.New(), QueueId = QueueId.New(), CreatedAt = Now.AddMinutes(-minutes),
        QueuedAt = Now.AddMinutes(-minutes), WaitingSince = Now.AddMinutes(-minutes), LastEntryAt = Now.AddMinutes(-minutes), LastSequence = 1, LastPublicSequence = 1, Version = 1, Preview = "Hello",
    };

    public static Conversation With(UserId who, int minutes = 1) => Queued(minutes) with
    {
        AssigneeId = who, AssignedAt = Now.AddMinutes(-minutes), OpenedAt = Now.AddMinutes(-minutes), QueuedAt = null, Version = 2,
    };

    public static Conversation Offered(int secondsLeft = 45) => With(Me) with { OpenedAt = null, AssignedAt = Now.AddSeconds(secondsLeft - 45), OfferExpiresAt = Now.AddSeconds(secondsLeft) };

    public static Conversation Answered(UserId who, int minutes = 1) => With(who, minutes) with { WaitingSince = null, FirstResponseAt = Now.AddMinutes(-minutes), PreviewRole = Role.Agent };

    public static Conversation Asleep(UserId who) => Answered(who) with { Status = ConversationStatus.Snoozed, SnoozedUntil = Now.AddDays(1) };

    public static Conversation Resolved(UserId who) => Answered(who) with { Status = ConversationStatus.Resolved, ResolvedAt = Now };

    public static ConversationRow Row(this Conversation c, string name = "Mara Lindqvist", int unread = 0, string? email = "mara@post.example") =>
        new(c, name, email, "Returns", "Shop", c.AssigneeId is null ? null : "Tomás Reyes", unread);

    public static TimelineEntry Text(long sequence, Role by = Role.Customer, double minutes = 0, Guid? author = null, string? text = null) => new()
    {
        ConversationId = default, Sequence = sequence, ClientMessageId = Guid.CreateVersion7(), Kind = EntryKind.Text, Audience = Audience.Everyone, AuthorRole = by,
        AuthorId = author ?? (by is Role.Customer ? Guid.Empty : Me.Value), AuthorName = by is Role.Customer ? "Mara" : "Ines", Text = text ?? $"text {sequence}", CreatedAt = Now.AddMinutes(minutes),
    };

    public static TimelineEntry Event(TimelineEvent what, Role by = Role.System, string? subject = null, string? reason = null, string author = "Portal") => Text(1, by) with
    {
        Kind = EntryKind.Event, Audience = Audience.Staff, Event = what, Text = subject, Reason = reason, AuthorName = author, AuthorId = Guid.CreateVersion7(),
    };

    public static IReadOnlyList<TimelineEntry> Texts(long from, long to) => [.. Enumerable.Range(0, (int)(to - from + 1)).Select(i => Text(from + i))];
}
