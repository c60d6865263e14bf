using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Domain.Shared;

namespace Portal.Tests.Shared.Plans;

/// <summary>
/// Years of finished conversations around a few open ones, made by the server itself: the planner decides by statistics, and
/// an empty table is read whole with good reason.
/// </summary>
public static class PostgreSqlHistory
{
    public static async Task FillAsync(PortalDbContext db, QueueId queue, InboxId inbox, DateTimeOffset now, CancellationToken ct)
    {
        var (q, i, t) = (queue.Value, inbox.Value, now.UtcTicks);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "Customers" ("Id", "Name", "NameKey", "Email", "EmailKey", "Language", "Attributes", "CreatedAt", "LastSeenAt", "Value")
            SELECT md5('customer' || n)::uuid, 'Person ' || n, md5('name' || n), n || '@text.example', md5('mail' || n), 'en', chr(123) || chr(125), 0, 0, 0 FROM generate_series(1, 30000) n
            """, ct);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "Conversations" ("Id", "InboxId", "CustomerId", "QueueId", "CreatedAt", "Status", "AssigneeId", "PassedOver", "QueuedAt", "CountsFrom", "SpokenAt", "FirstResponseAt", "SnoozedUntil", "ResolvedAt",
                "LastSequence", "LastPublicSequence", "LastEntryAt", "Preview", "PreviewRole", "Version", "Needs", "Units", "IsResting", "WasTransferred", "Tags", "Level", "AnswerSpent", "ResolutionSpent", "Marks", "Place", "NextAnswers", "NextAnswersLate", "Channel")
            SELECT md5('conversation' || n)::uuid, {i}, md5('customer' || n * 7 % 30000 + 1)::uuid, {q}, {t} - n * 36000000000, CASE WHEN n <= 300 THEN 0 WHEN n <= 330 THEN 1 ELSE 2 END,
                CASE WHEN n > 100 THEN md5('agent' || n % 20)::uuid END, '', CASE WHEN n <= 100 THEN {t} - n * 36000000000 END, CASE WHEN n <= 100 THEN {t} - n * 36000000000 END, {t} - n * 36000000000 + 9000000000, {t} - n * 36000000000 + 600000000,
                CASE WHEN n BETWEEN 301 AND 330 THEN {t} + n * 36000000000 END, CASE WHEN n > 330 THEN {t} - n * 36000000000 + 9000000000 END,
                5, 5, {t} - n * 36000000000 + 9000000000, 'Hello', 0, 5, '', 2, false, false, '', 1, 0, 0, 0, 0, 0, 0, 0 FROM generate_series(1, 30000) n
            """, ct);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "Attachments" ("Id", "ConversationId", "FileName", "ContentType", "Size", "UploadedAt", "UploadedBy")
            SELECT md5('file' || n)::uuid, md5('conversation' || n)::uuid, 'a.png', 'image/png', 1, 0, md5('x')::uuid FROM generate_series(1, 5000) n
            """, ct);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "Entries" ("ConversationId", "Sequence", "ClientMessageId", "Kind", "Audience", "AuthorRole", "AuthorId", "AuthorName", "Text", "CreatedAt")
            SELECT md5('conversation' || n)::uuid, s, md5('entry' || n || ' ' || s)::uuid, 0, 0, s % 2 * 2, md5('x')::uuid, 'Mara', 'Hello', 0 FROM generate_series(1, 30000) n, generate_series(1, 5) s
            """, ct);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "ReadMarks" ("ConversationId", "ReaderId", "Side", "Delivered", "Read")
            SELECT md5('conversation' || n)::uuid, md5('reader' || s)::uuid, s, 5, 5 FROM generate_series(1, 30000) n, generate_series(0, 1) s
            """, ct);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "RoutingDecisions" ("ConversationId", "Id", "QueueId", "At", "QueuedAt", "Reason", "Method", "Candidates", "Others", "Needs", "Lowered", "Urgency", "PolicyVersion")
            SELECT md5('conversation' || n)::uuid, md5('decision' || n)::uuid, {q}, 0, 0, 'most-free-capacity', 0, '[]', 0, '', 0, 0, 1 FROM generate_series(1, 30000) n
            """, ct);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "EscalationCases" ("Id", "ConversationId", "TierId", "TierName", "QueueId", "FromQueueId", "Cause", "State", "FromName", "AskedAt", "TierAskedAt", "AcceptedAt", "HandedOverAt", "Lapses", "AskedAgain", "Packet", "Version", "IsPast", "IsSimulated")
            SELECT md5('case' || n)::uuid, md5('conversation' || n)::uuid, md5('tier')::uuid, 'Experts', {q}, {q}, 0, 1, 'Ines', {t} - n * 36000000000, {t} - n * 36000000000, {t} - n * 36000000000, {t} - n * 36000000000, 0,
                CASE WHEN n > 50 THEN 0 END, 'null', 2, true, false FROM generate_series(1, 30000) n
            """, ct);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "TierRequests" ("CaseId", "Number", "TierId", "TierName", "AskedAt", "EndedAt", "Seconds", "State", "IsSimulated")
            SELECT md5('case' || n)::uuid, 1, md5('tier')::uuid, 'Experts', {t} - n * 36000000000, {t} - n * 36000000000, 60, 1, false FROM generate_series(1, 30000) n
            """, ct);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "Commitments" ("Id", "ConversationId", "UserId", "Text", "Sequence", "MadeAt", "Due")
            SELECT md5('promise' || n)::uuid, md5('conversation' || n)::uuid, md5('agent' || n % 20)::uuid, 'I will write', 1, 0, 0 FROM generate_series(1, 30000) n
            """, ct);
        await FillColleaguesAsync(db, queue, ct);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "TriageRecords" ("ConversationId", "Id", "At", "Hits", "Language", "Version")
            SELECT md5('conversation' || n)::uuid, md5('triage' || n)::uuid, 0, '[]', 'en', 1 FROM generate_series(1, 30000) n
            """, ct);
        await db.Database.ExecuteSqlRawAsync("ANALYZE", ct);
    }

    private static async Task FillColleaguesAsync(PortalDbContext db, QueueId queue, CancellationToken ct)
    {
        var q = queue.Value;
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "Mentions" ("UserId", "ConversationId", "Sequence", "ById", "ByName", "Excerpt", "At", "SeenAt")
            SELECT md5('agent' || n % 20)::uuid, md5('conversation' || n)::uuid, 1, md5('x')::uuid, 'Ines', 'x', n, 1 FROM generate_series(1, 30000) n
            """, ct);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "Followers" ("ConversationId", "UserId", "Since", "Seen")
            SELECT md5('conversation' || n)::uuid, md5('agent' || n % 20)::uuid, n, 5 FROM generate_series(1, 30000) n
            """, ct);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "Consults" ("Id", "ConversationId", "AskedById", "AskedByName", "ToUserId", "ToName", "Question", "Status", "HolderId", "AskedAt", "EndedAt", "Version")
            SELECT md5('consult' || n)::uuid, md5('conversation' || n)::uuid, md5('x')::uuid, 'Ines', md5('agent' || n % 20)::uuid, 'Tom', 'x', 2, md5('agent' || n % 20)::uuid, n, n, 3 FROM generate_series(1, 30000) n
            """, ct);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "Whispers" ("Id", "ConversationId", "AgentId", "AuthorId", "AuthorName", "Text", "At")
            SELECT md5('whisper' || n)::uuid, md5('conversation' || n)::uuid, md5('x')::uuid, md5('x')::uuid, 'Rosa', 'x', n FROM generate_series(1, 30000) n
            """, ct);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "TeamMessages" ("Id", "QueueId", "AuthorId", "AuthorName", "Text", "At")
            SELECT md5('team' || n)::uuid, {q}, md5('x')::uuid, 'Ines', 'x', n FROM generate_series(1, 30000) n
            """, ct);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "PresenceChanges" ("Id", "UserId", "At", "Presence", "Reason", "ByItself")
            SELECT md5('presence' || n)::uuid, (SELECT "Id" FROM "Agents" LIMIT 1), n, 1, '', false FROM generate_series(1, 20000) n
            """, ct);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "Problems" ("Id", "Title", "Cause", "OpenedById", "OpenedByName", "OpenedAt", "ClosedAt")
            SELECT md5('problem' || n)::uuid, 'x', '', md5('x')::uuid, 'Ines', n, n FROM generate_series(1, 5000) n
            """, ct);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "ProblemLinks" ("ProblemId", "ConversationId", "At") SELECT md5('problem' || n % 5000 + 1)::uuid, md5('conversation' || n)::uuid, n FROM generate_series(1, 30000) n
            """, ct);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "ProblemUpdates" ("Id", "ProblemId", "Text", "AuthorId", "AuthorRole", "AuthorName", "At")
            SELECT md5('update' || n)::uuid, md5('problem' || n)::uuid, 'x', md5('x')::uuid, 3, 'Rosa', n FROM generate_series(1, 5000) n
            """, ct);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "ProblemDeliveries" ("UpdateId", "ConversationId", "Status", "Failures") SELECT md5('update' || n % 5000 + 1)::uuid, md5('conversation' || n)::uuid, 1, 0 FROM generate_series(1, 30000) n
            """, ct);
    }
}
