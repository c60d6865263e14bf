using Microsoft.EntityFrameworkCore;
using Portal.Data.Shared;
using Portal.Domain.Collaboration;
using Portal.Domain.Shared;

namespace Portal.Data.Collaboration;

public sealed partial class CollaborationStore
{
    public async Task<bool> AddWhisperAsync(Whisper whisper, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return !await db.Whispers.AnyAsync(w => w.Id == whisper.Id, ct) && await TryAddAsync(db, whisper, ct);
    }

    public async Task<IReadOnlyList<Whisper>> ListUnseenWhispersAsync(UserId agent, int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Whispers.AsNoTracking().Where(w => w.AgentId == agent && w.UnseenSince > Moments.Ever).OrderBy(w => w.UnseenSince).Take(limit).ToListAsync(ct);
    }

    public async Task<bool> SeeWhispersAsync(UserId agent, ConversationId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        // Looked at first, as mentions are: most conversations hold none.
        var unseen = db.Whispers.Where(w => w.AgentId == agent && w.UnseenSince > Moments.Ever && w.ConversationId == id);
        if (!await unseen.AnyAsync(ct)) return false;
        using var turn = await gate.EnterAsync(ct);
        await unseen.ExecuteUpdateAsync(s => s.SetProperty(w => w.UnseenSince, (DateTimeOffset?)null), ct);
        return true;
    }

    public async Task<IReadOnlyList<Whisper>> ListWhispersAsync(ConversationId id, UserId? agent, int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var whispers = db.Whispers.AsNoTracking().Where(w => w.ConversationId == id);
        if (agent is { } only) whispers = whispers.Where(w => w.AgentId == only);
        var newest = await whispers.OrderByDescending(w => w.At).Take(limit).ToListAsync(ct);
        newest.Reverse();
        return newest;
    }

    public async Task<bool> AddTeamMessageAsync(TeamMessage message, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return !await db.TeamMessages.AnyAsync(m => m.Id == message.Id, ct) && await TryAddAsync(db, message, ct);
    }

    public async Task<IReadOnlyList<TeamMessage>> ListTeamMessagesAsync(QueueId queue, DateTimeOffset before, int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var newest = await db.TeamMessages.AsNoTracking().Where(m => m.QueueId == queue && m.At < before).OrderByDescending(m => m.At).Take(limit).ToListAsync(ct);
        newest.Reverse();
        return newest;
    }

    public async Task<IReadOnlyList<TeamUnread>> CountTeamUnreadAsync(UserId user, int most, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await (from member in db.QueueMembers
                      where member.UserId == user
                      join mark in db.TeamMarks on new { member.QueueId, member.UserId } equals new { mark.QueueId, mark.UserId } into marks
                      from mark in marks.DefaultIfEmpty()
                      select new TeamUnread(member.QueueId, db.TeamMessages.Where(m => m.QueueId == member.QueueId && m.At > mark.ReadTo && m.AuthorId != user).Take(most).Count(), mark != null)).ToListAsync(ct);
    }

    public async Task<bool> MarkTeamReadAsync(TeamMark mark, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var kept = db.TeamMarks.Where(m => m.QueueId == mark.QueueId && m.UserId == mark.UserId);
        // Looked at first: whoever opens a channel again has mostly read it all, and reading waits for no writer.
        if (await kept.AnyAsync(m => m.ReadTo >= mark.ReadTo, ct) || !await db.QueueMembers.AnyAsync(m => m.QueueId == mark.QueueId && m.UserId == mark.UserId, ct)) return false;
        using var turn = await gate.EnterAsync(db, ct);
        if (!await kept.AnyAsync(ct) && await TryAddAsync(db, mark, ct)) return true;
        return await kept.Where(m => m.ReadTo < mark.ReadTo).ExecuteUpdateAsync(s => s.SetProperty(m => m.ReadTo, mark.ReadTo), ct) == 1;
    }
}
