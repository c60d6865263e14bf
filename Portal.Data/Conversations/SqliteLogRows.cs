using Portal.Data.Shared;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Data.Conversations;

/// <summary>Conversations and entries in the order of <see cref="LogSql"/>'s columns, without boxing a single value.</summary>
internal static class SqliteLogRows
{
    public static SqliteStatement BindAll(SqliteStatement s, Conversation c) => BindAllButId(s.Bind(c.Id.Value), c);

    public static SqliteStatement BindAllButId(SqliteStatement s, Conversation c) => BindAnswers(BindCategories(BindClocks(s
        .Bind(c.InboxId.Value).Bind(c.CustomerId.Value).Bind(c.QueueId.Value).Bind(c.CreatedAt).Bind((int)c.Status).Bind(c.AssigneeId?.Value).Bind(c.AssignedAt)
        .Bind(c.OpenedAt).Bind(c.OfferExpiresAt).Bind(c.PreferredAgentId?.Value).Bind(Conversions.JoinIds(c.PassedOver)).Bind(c.QueuedAt).Bind(c.WaitingSince)
        .Bind(c.FirstResponseAt).Bind(c.SnoozedUntil).Bind(c.ResolvedAt).Bind(c.LastSequence).Bind(c.LastPublicSequence).Bind(c.LastEntryAt)
        .Bind(c.Preview).Bind((int)c.PreviewRole).Bind(c.Version).Bind((int)c.Level), c), c).Bind(c.WrapUpUntil), c).Bind((int)c.Channel)
        .Bind(c.CountsFrom).Bind(c.PassedOverAt).Bind(c.SpokenAt);

    private static SqliteStatement BindCategories(SqliteStatement s, Conversation c) => s
        .Bind(Conversions.JoinNeeds(c.Needs)).Bind(c.Priority).Bind(c.Weight).Bind(c.Units).Bind(c.IsResting ? 1 : 0).Bind(c.WasTransferred ? 1 : 0)
        .Bind(c.Topic).Bind(Conversions.JoinWords(c.Tags)).Bind(c.Page).Bind(c.HeldUntil).Bind(c.FirstQueuedAt).Bind(c.SimulatedAt).Bind((int)c.Place);

    private static SqliteStatement BindAnswers(SqliteStatement s, Conversation c) => s.Bind(c.NextAnswers).Bind(c.NextAnswersLate).Bind(c.NextAnsweredAt);

    private static SqliteStatement BindClocks(SqliteStatement s, Conversation c) => s
        .Bind(c.AnswerSince).Bind(c.AnswerSpent.Ticks).Bind(c.AnswerDueAt).Bind(c.ResolutionSince).Bind(c.ResolutionSpent.Ticks).Bind(c.ResolutionDueAt).Bind(c.AlarmAt).Bind((int)c.Marks);

    public static SqliteStatement BindClocked(SqliteStatement s, Conversation c) => BindAnswers(BindClocks(s
        .Bind(c.WaitingSince).Bind(c.FirstResponseAt).Bind(c.LastSequence).Bind(c.LastPublicSequence).Bind(c.LastEntryAt)
        .Bind(c.Preview).Bind((int)c.PreviewRole).Bind(c.Version), c), c).Bind(c.SpokenAt).Bind(c.Id.Value);

    public static SqliteStatement BindTouched(SqliteStatement s, Conversation c) => s
        .Bind(c.WaitingSince).Bind(c.FirstResponseAt).Bind(c.LastSequence).Bind(c.LastPublicSequence).Bind(c.LastEntryAt)
        .Bind(c.Preview).Bind((int)c.PreviewRole).Bind(c.Version).Bind(c.SpokenAt).Bind(c.Id.Value);

    public static SqliteStatement BindAll(SqliteStatement s, TimelineEntry e) => s
        .Bind(e.ConversationId.Value).Bind(e.Sequence).Bind(e.ClientMessageId).Bind((int)e.Kind).Bind((int)e.Audience).Bind((int)e.AuthorRole).Bind(e.AuthorId)
        .Bind(e.AuthorName).Bind(e.Text).Bind(e.AttachmentId?.Value).Bind((int?)e.Event).Bind(e.Reason).Bind(e.CreatedAt);

    public static Conversation ReadConversation(SqliteStatement r) => new()
    {
        Id = new(r.Guid(0)), InboxId = new(r.Guid(1)), CustomerId = new(r.Guid(2)), QueueId = new(r.Guid(3)), CreatedAt = r.Time(4),
        Status = (ConversationStatus)r.Int(5), AssigneeId = User(r, 6), AssignedAt = r.TimeOrNull(7), OpenedAt = r.TimeOrNull(8), OfferExpiresAt = r.TimeOrNull(9),
        PreferredAgentId = User(r, 10), PassedOver = Conversions.SplitIds(r.Text(11)), QueuedAt = r.TimeOrNull(12), WaitingSince = r.TimeOrNull(13),
        FirstResponseAt = r.TimeOrNull(14), SnoozedUntil = r.TimeOrNull(15), ResolvedAt = r.TimeOrNull(16), LastSequence = r.Long(17), LastPublicSequence = r.Long(18),
        LastEntryAt = r.Time(19), Preview = r.Text(20), PreviewRole = (Role)r.Int(21), Version = r.Int(22),
        Level = (PriorityLevel)r.Int(23), AnswerSince = r.TimeOrNull(24), AnswerSpent = new(r.Long(25)), AnswerDueAt = r.TimeOrNull(26), ResolutionSince = r.TimeOrNull(27),
        ResolutionSpent = new(r.Long(28)), ResolutionDueAt = r.TimeOrNull(29), AlarmAt = r.TimeOrNull(30), Marks = (ServiceMarks)r.Int(31),
        Needs = Conversions.SplitNeeds(r.Text(32)), Priority = Number(r, 33), Weight = Number(r, 34), Units = r.Int(35), IsResting = r.Int(36) != 0, WasTransferred = r.Int(37) != 0,
        Topic = TextOrNull(r, 38), Tags = Conversions.SplitWords(r.Text(39)), Page = TextOrNull(r, 40), HeldUntil = r.TimeOrNull(41), FirstQueuedAt = r.TimeOrNull(42), SimulatedAt = r.TimeOrNull(43), Place = (LinePlace)r.Int(44),
        WrapUpUntil = r.TimeOrNull(45), NextAnswers = r.Int(46), NextAnswersLate = r.Int(47), NextAnsweredAt = r.TimeOrNull(48), Channel = (ChannelKind)r.Int(49),
        CountsFrom = r.TimeOrNull(50), PassedOverAt = r.TimeOrNull(51), SpokenAt = r.TimeOrNull(52),
    };

    public static TimelineEntry ReadEntry(SqliteStatement r) => new()
    {
        ConversationId = new(r.Guid(0)), Sequence = r.Long(1), ClientMessageId = r.Guid(2), Kind = (EntryKind)r.Int(3), Audience = (Audience)r.Int(4),
        AuthorRole = (Role)r.Int(5), AuthorId = r.Guid(6), AuthorName = r.Text(7), Text = r.IsNull(8) ? null : r.Text(8),
        AttachmentId = r.GuidOrNull(9) is { } file ? new(file) : null, Event = r.IsNull(10) ? null : (TimelineEvent)r.Int(10),
        Reason = r.IsNull(11) ? null : r.Text(11), CreatedAt = r.Time(12),
    };

    private static int? Number(SqliteStatement r, int column) => r.IsNull(column) ? null : r.Int(column);
    private static string? TextOrNull(SqliteStatement r, int column) => r.IsNull(column) ? null : r.Text(column);

    private static UserId? User(SqliteStatement r, int column) => r.GuidOrNull(column) is { } id ? new(id) : null;
}
