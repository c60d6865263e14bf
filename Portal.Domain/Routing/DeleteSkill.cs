using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>Removes a skill from agents, queues and whatever waits for it.</summary>
public sealed class DeleteSkill(IRoutingStore store, IEventHub hub)
{
    /// <returns>False when the actor may not.</returns>
    public async Task<bool> ExecuteAsync(Actor actor, SkillId id, CancellationToken ct)
    {
        if (actor.Role is not (Role.Admin or Role.System)) return false;
        await store.DeleteSkillAsync(id, ct);
        foreach (var queue in await store.ListQueuesAsync(ct)) hub.Publish(new QueueChanged(queue.Id));
        return true;
    }
}
