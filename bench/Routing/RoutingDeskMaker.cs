using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Portal.Bench.Shared;
using Portal.Data;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Bench.Routing;

/// <summary>A queue with a large team and a long line, in a database.</summary>
internal static class RoutingDeskMaker
{
    private const int Batch = 1_000;
    private const int SkillCount = 8;

    public static SkillId SkillOf(int n) => new(new Guid((n % SkillCount) + 1, 0, 0, new byte[8]));

    /// <summary>Three of eight skills for each, at levels 1 to 5.</summary>
    public static ImmutableArray<SkillLevel> SkillsOf(int agent) => [.. Enumerable.Range(0, 3).Select(i => new SkillLevel(SkillOf(agent + (i * 3)), 1 + ((agent + i) % 5)))];

    /// <summary>Every other conversation asks for a skill.</summary>
    public static ImmutableArray<SkillNeed> NeedsOf(int conversation) => conversation % 2 == 0 ? [] : [new(SkillOf(conversation), 1)];

    public static async Task<QueueId> MakeAsync(Place place, int agents, int capacity, int waiting)
    {
        var (routing, ct, now) = (place.Get<IRoutingStore>(), CancellationToken.None, DateTimeOffset.UtcNow);
        var queue = new Queue { Id = QueueId.New(), Name = "Bench" };
        var users = Enumerable.Range(0, agents).Select(n => new UserId(Guid.CreateVersion7())).ToList();
        await using (var db = await place.Get<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(ct))
        {
            db.Skills.AddRange(Enumerable.Range(0, SkillCount).Select(n => new Skill { Id = SkillOf(n), Name = $"Skill {n}" }));
            db.Agents.AddRange(users.Select((id, n) => new Agent
            {
                Id = id, Name = $"Agent {n}", Capacity = new(Chat: capacity), Presence = Presence.Available, ChosenPresence = Presence.Available, PresenceSince = now, LastSeenAt = now.AddHours(1), Skills = SkillsOf(n),
            }));
            await db.SaveChangesAsync(ct);
        }

        await routing.SaveQueueAsync(queue, users, [], ct);
        foreach (var chunk in Enumerable.Range(0, waiting).Chunk(Batch))
        {
            await using var db = await place.Get<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(ct);
            db.Conversations.AddRange(chunk.Select(n => new Conversation
            {
                Id = ConversationId.New(), InboxId = InboxId.New(), CustomerId = CustomerId.New(), QueueId = queue.Id, CreatedAt = now, QueuedAt = now.AddSeconds(n - waiting), CountsFrom = now.AddSeconds(n - waiting), LastEntryAt = now,
                Needs = NeedsOf(n),
            }));
            await db.SaveChangesAsync(ct);
        }

        return queue.Id;
    }
}
