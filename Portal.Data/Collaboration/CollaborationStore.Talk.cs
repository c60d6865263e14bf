using Microsoft.EntityFrameworkCore;
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
}
