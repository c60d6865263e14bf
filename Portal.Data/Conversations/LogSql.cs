using System.Data.Common;
using Portal.Data.Shared;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Data.Conversations;

/// <summary>
/// The statements of the log, written by hand because every message passes here. Double-quoted names and named parameters
/// are understood by all three engines; only the row lock differs.
/// </summary>
public sealed class LogSql
{
    private static readonly (string Name, Func<Conversation, object?> Value)[] ConversationColumns =
    [
        ("Id", c => c.Id.Value), ("InboxId", c => c.InboxId.Value), ("CustomerId", c => c.CustomerId.Value), ("QueueId", c => c.QueueId.Value),
        ("CreatedAt", c => c.CreatedAt.UtcTicks), ("Status", c => (int)c.Status), ("AssigneeId", c => c.AssigneeId?.Value), ("AssignedAt", c => c.AssignedAt?.UtcTicks),
        ("OpenedAt", c => c.OpenedAt?.UtcTicks), ("OfferExpiresAt", c => c.OfferExpiresAt?.UtcTicks), ("PreferredAgentId", c => c.PreferredAgentId?.Value),
        ("PassedOver", c => Conversions.JoinIds(c.PassedOver)), ("QueuedAt", c => c.QueuedAt?.UtcTicks), ("WaitingSince", c => c.WaitingSince?.UtcTicks),
        ("FirstResponseAt", c => c.FirstResponseAt?.UtcTicks), ("SnoozedUntil", c => c.SnoozedUntil?.UtcTicks), ("ResolvedAt", c => c.ResolvedAt?.UtcTicks),
        ("LastSequence", c => c.LastSequence), ("LastPublicSequence", c => c.LastPublicSequence), ("LastEntryAt", c => c.LastEntryAt.UtcTicks),
        ("Preview", c => c.Preview), ("PreviewRole", c => (int)c.PreviewRole), ("Version", c => c.Version),
        ("Level", c => (int)c.Level), ("AnswerSince", c => c.AnswerSince?.UtcTicks), ("AnswerSpent", c => c.AnswerSpent.Ticks), ("AnswerDueAt", c => c.AnswerDueAt?.UtcTicks),
        ("ResolutionSince", c => c.ResolutionSince?.UtcTicks), ("ResolutionSpent", c => c.ResolutionSpent.Ticks), ("ResolutionDueAt", c => c.ResolutionDueAt?.UtcTicks),
        ("AlarmAt", c => c.AlarmAt?.UtcTicks), ("Marks", c => (int)c.Marks),
        ("Needs", c => Conversions.JoinNeeds(c.Needs)), ("Priority", c => c.Priority), ("Weight", c => c.Weight), ("Units", c => c.Units),
        ("IsResting", c => c.IsResting), ("WasTransferred", c => c.WasTransferred),
        ("Topic", c => c.Topic), ("Tags", c => Conversions.JoinWords(c.Tags)), ("Page", c => c.Page), ("HeldUntil", c => c.HeldUntil?.UtcTicks), ("FirstQueuedAt", c => c.FirstQueuedAt?.UtcTicks),
        ("SimulatedAt", c => c.SimulatedAt?.UtcTicks), ("Place", c => (int)c.Place),
        ("WrapUpUntil", c => c.WrapUpUntil?.UtcTicks), ("NextAnswers", c => c.NextAnswers), ("NextAnswersLate", c => c.NextAnswersLate), ("NextAnsweredAt", c => c.NextAnsweredAt?.UtcTicks),
        ("Channel", c => (int)c.Channel), ("CountsFrom", c => c.CountsFrom?.UtcTicks), ("PassedOverAt", c => c.PassedOverAt?.UtcTicks), ("SpokenAt", c => c.SpokenAt?.UtcTicks),
    ];

    private static readonly (string Name, Func<TimelineEntry, object?> Value)[] EntryColumns =
    [
        ("ConversationId", e => e.ConversationId.Value), ("Sequence", e => e.Sequence), ("ClientMessageId", e => e.ClientMessageId), ("Kind", e => (int)e.Kind),
        ("Audience", e => (int)e.Audience), ("AuthorRole", e => (int)e.AuthorRole), ("AuthorId", e => e.AuthorId), ("AuthorName", e => e.AuthorName),
        ("Text", e => e.Text), ("AttachmentId", e => e.AttachmentId?.Value), ("Event", e => (int?)e.Event), ("Reason", e => e.Reason), ("CreatedAt", e => e.CreatedAt.UtcTicks),
    ];

    /// <summary>What every message changes. Writing only these leaves most of the table's indexes alone.</summary>
    private static readonly HashSet<string> Touched = ["WaitingSince", "FirstResponseAt", "LastSequence", "LastPublicSequence", "LastEntryAt", "Preview", "PreviewRole", "Version", "SpokenAt"];

    /// <summary>What the clocks of its promises change, beside that.</summary>
    private static readonly HashSet<string> Clocked =
        [.. Touched, "AnswerSince", "AnswerSpent", "AnswerDueAt", "ResolutionSince", "ResolutionSpent", "ResolutionDueAt", "AlarmAt", "Marks", "NextAnswers", "NextAnswersLate", "NextAnsweredAt"];

    private readonly ShareSql[] shares;

    public LogSql(DatabaseProvider provider)
    {
        // Agents are referred to by other rows: their keys stay free while they are locked.
        var (hint, tail, agentTail) = provider switch
        {
            DatabaseProvider.SqlServer => (" WITH (UPDLOCK, ROWLOCK)", "", ""),
            DatabaseProvider.PostgreSql => ("", " FOR UPDATE", " FOR NO KEY UPDATE"),
            _ => ("", "", ""),
        };
        Load = $"""SELECT {Names(ConversationColumns)} FROM "Conversations"{hint} WHERE "Id" = @Id{tail}""";
        FindEntry = $"""SELECT {Names(EntryColumns)} FROM "Entries" WHERE "ConversationId" = @ConversationId AND "ClientMessageId" = @ClientMessageId""";
        InsertConversation = Insert("Conversations", ConversationColumns);
        UpdateConversation = Update(ConversationColumns.Select(c => c.Name).Where(n => n != "Id"));
        TouchConversation = Update(ConversationColumns.Select(c => c.Name).Where(Touched.Contains));
        ClockConversation = Update(ConversationColumns.Select(c => c.Name).Where(Clocked.Contains));
        LockAgent = $"""SELECT "Id" FROM "Agents"{hint} WHERE "Id" = @Id{agentTail}""";
        InsertEntry = Insert("Entries", EntryColumns);
        shares = [.. PerChannel.Kinds.Select(k => new ShareSql(k))];
    }

    public const string LoadMark =
        """SELECT c."CustomerId", c."LastSequence", m."Delivered", m."Read" FROM "Conversations" c LEFT JOIN "ReadMarks" m ON m."ConversationId" = c."Id" AND m."ReaderId" = @ReaderId WHERE c."Id" = @ConversationId""";

    public const string InsertMark =
        """INSERT INTO "ReadMarks" ("ConversationId", "ReaderId", "Side", "Delivered", "Read") VALUES (@ConversationId, @ReaderId, @Side, @Delivered, @Read)""";

    /// <summary>Never back: of several nodes that move one person's mark, the one that has read less must read again.</summary>
    public const string MoveMark =
        """UPDATE "ReadMarks" SET "Delivered" = @Delivered, "Read" = @Read WHERE "ConversationId" = @ConversationId AND "ReaderId" = @ReaderId AND "Delivered" <= @Delivered AND "Read" <= @Read""";

    public string Load { get; }
    public string FindEntry { get; }
    public string InsertConversation { get; }
    public string UpdateConversation { get; }
    public string TouchConversation { get; }
    public string ClockConversation { get; }
    public string InsertEntry { get; }
    public string LockAgent { get; }

    /// <summary>All statements, for checking them against a model of an engine that is not there.</summary>
    public IEnumerable<string> All => [Load, FindEntry, InsertConversation, UpdateConversation, TouchConversation, ClockConversation, InsertEntry, LockAgent, .. shares.SelectMany(s => s.All), LoadMark, InsertMark, MoveMark];

    public string Claim(CapacityClaim claim, ChannelKind kind) => shares[(int)kind].Claim(claim);

    public string Release(ChannelKind kind) => shares[(int)kind].Release;

    public string Adjust(ChannelKind kind) => shares[(int)kind].Adjust;

    public static IEnumerable<(string Name, object? Value)> Values(Conversation c) => ConversationColumns.Select(x => (x.Name, x.Value(c)));

    public static IEnumerable<(string Name, object? Value)> TouchValues(Conversation c) =>
        ConversationColumns.Where(x => x.Name is "Id" || Touched.Contains(x.Name)).Select(x => (x.Name, x.Value(c)));

    public static IEnumerable<(string Name, object? Value)> ClockValues(Conversation c) =>
        ConversationColumns.Where(x => x.Name is "Id" || Clocked.Contains(x.Name)).Select(x => (x.Name, x.Value(c)));

    /// <summary>Whether <see cref="ClockConversation"/> is enough to make <paramref name="before"/> into <paramref name="after"/>.</summary>
    public static bool OnlyClocked(Conversation before, Conversation after) => OnlyTouched(before with
    {
        AnswerSince = after.AnswerSince, AnswerSpent = after.AnswerSpent, AnswerDueAt = after.AnswerDueAt, ResolutionSince = after.ResolutionSince,
        ResolutionSpent = after.ResolutionSpent, ResolutionDueAt = after.ResolutionDueAt, AlarmAt = after.AlarmAt, Marks = after.Marks,
        NextAnswers = after.NextAnswers, NextAnswersLate = after.NextAnswersLate, NextAnsweredAt = after.NextAnsweredAt,
    }, after);

    /// <summary>Whether <see cref="TouchConversation"/> is enough to make <paramref name="before"/> into <paramref name="after"/>.</summary>
    public static bool OnlyTouched(Conversation before, Conversation after) =>
        before with
        {
            WaitingSince = after.WaitingSince, FirstResponseAt = after.FirstResponseAt, LastSequence = after.LastSequence, LastPublicSequence = after.LastPublicSequence,
            LastEntryAt = after.LastEntryAt, Preview = after.Preview, PreviewRole = after.PreviewRole, Version = after.Version, SpokenAt = after.SpokenAt,
        } == after;

    public static IEnumerable<(string Name, object? Value)> Values(TimelineEntry e) => EntryColumns.Select(x => (x.Name, x.Value(e)));

    public static Conversation ReadConversation(DbDataReader r) => new()
    {
        Id = new(r.GetGuid(0)), InboxId = new(r.GetGuid(1)), CustomerId = new(r.GetGuid(2)), QueueId = new(r.GetGuid(3)), CreatedAt = Time(r, 4)!.Value,
        Status = (ConversationStatus)r.GetInt32(5), AssigneeId = User(r, 6), AssignedAt = Time(r, 7), OpenedAt = Time(r, 8), OfferExpiresAt = Time(r, 9),
        PreferredAgentId = User(r, 10), PassedOver = Conversions.SplitIds(r.GetString(11)), QueuedAt = Time(r, 12), WaitingSince = Time(r, 13),
        FirstResponseAt = Time(r, 14), SnoozedUntil = Time(r, 15), ResolvedAt = Time(r, 16), LastSequence = r.GetInt64(17), LastPublicSequence = r.GetInt64(18),
        LastEntryAt = Time(r, 19)!.Value, Preview = r.GetString(20), PreviewRole = (Role)r.GetInt32(21), Version = r.GetInt32(22),
        Level = (PriorityLevel)r.GetInt32(23), AnswerSince = Time(r, 24), AnswerSpent = new(r.GetInt64(25)), AnswerDueAt = Time(r, 26), ResolutionSince = Time(r, 27),
        ResolutionSpent = new(r.GetInt64(28)), ResolutionDueAt = Time(r, 29), AlarmAt = Time(r, 30), Marks = (ServiceMarks)r.GetInt32(31),
        Needs = Conversions.SplitNeeds(r.GetString(32)), Priority = Number(r, 33), Weight = Number(r, 34), Units = r.GetInt32(35), IsResting = r.GetBoolean(36), WasTransferred = r.GetBoolean(37),
        Topic = Text(r, 38), Tags = Conversions.SplitWords(r.GetString(39)), Page = Text(r, 40), HeldUntil = Time(r, 41), FirstQueuedAt = Time(r, 42), SimulatedAt = Time(r, 43), Place = (LinePlace)r.GetInt32(44),
        WrapUpUntil = Time(r, 45), NextAnswers = r.GetInt32(46), NextAnswersLate = r.GetInt32(47), NextAnsweredAt = Time(r, 48), Channel = (ChannelKind)r.GetInt32(49),
        CountsFrom = Time(r, 50), PassedOverAt = Time(r, 51), SpokenAt = Time(r, 52),
    };

    public static TimelineEntry ReadEntry(DbDataReader r) => new()
    {
        ConversationId = new(r.GetGuid(0)), Sequence = r.GetInt64(1), ClientMessageId = r.GetGuid(2), Kind = (EntryKind)r.GetInt32(3), Audience = (Audience)r.GetInt32(4),
        AuthorRole = (Role)r.GetInt32(5), AuthorId = r.GetGuid(6), AuthorName = r.GetString(7), Text = r.IsDBNull(8) ? null : r.GetString(8),
        AttachmentId = r.IsDBNull(9) ? null : new(r.GetGuid(9)), Event = r.IsDBNull(10) ? null : (TimelineEvent)r.GetInt32(10),
        Reason = r.IsDBNull(11) ? null : r.GetString(11), CreatedAt = Time(r, 12)!.Value,
    };

    private static string Names<T>((string Name, Func<T, object?> Value)[] columns) => string.Join(", ", columns.Select(c => $"\"{c.Name}\""));

    private static string Insert<T>(string table, (string Name, Func<T, object?> Value)[] columns) =>
        $"""INSERT INTO "{table}" ({Names(columns)}) VALUES ({string.Join(", ", columns.Select(c => "@" + c.Name))})""";

    private static string Update(IEnumerable<string> columns) =>
        $"""UPDATE "Conversations" SET {string.Join(", ", columns.Select(c => $"\"{c}\" = @{c}"))} WHERE "Id" = @Id""";

    private static DateTimeOffset? Time(DbDataReader r, int i) => r.IsDBNull(i) ? null : Conversions.FromTicks(r.GetInt64(i));

    private static int? Number(DbDataReader r, int i) => r.IsDBNull(i) ? null : r.GetInt32(i);
    private static string? Text(DbDataReader r, int i) => r.IsDBNull(i) ? null : r.GetString(i);

    private static UserId? User(DbDataReader r, int i) => r.IsDBNull(i) ? null : new(r.GetGuid(i));
}
