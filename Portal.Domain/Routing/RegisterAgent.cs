using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>Tells routing about a member of staff: at creation, and whenever name, capacity or access change.</summary>
public sealed class RegisterAgent(IRoutingStore store, IEventHub hub)
{
    /// <param name="capacity">Null keeps what is stored, or the default for somebody new.</param>
    public async Task ExecuteAsync(Actor actor, UserId id, string name, PerChannel? capacity, bool enabled, CancellationToken ct)
    {
        if (actor.Role is not (Role.Admin or Role.System)) throw new UnauthorizedAccessException("Only admins register agents.");
        foreach (var kind in PerChannel.Kinds) ArgumentOutOfRangeException.ThrowIfNegative(capacity?[kind] ?? 0, nameof(capacity));
        await store.SaveAgentAsync(id, name, capacity, enabled, ct);
        if (await store.FindAgentAsync(id, ct) is { } agent) hub.Publish(new AgentChanged(agent));
    }
}
