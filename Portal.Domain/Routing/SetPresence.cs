using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>A person's own choice of status. Nobody can choose for somebody else.</summary>
public sealed class SetPresence(IRoutingStore store, IEventHub hub, TimeProvider clock)
{
    /// <returns>The agent as stored; null for somebody whom routing does not know.</returns>
    public Task<Agent?> ExecuteAsync(Actor actor, Presence presence, CancellationToken ct) => ChooseAsync(actor, presence, "", ct);

    /// <summary>One of the company's own statuses, by its name.</summary>
    /// <returns>As above; null also when there is no such status any more.</returns>
    public async Task<Agent?> ExecuteAsync(Actor actor, string status, CancellationToken ct) =>
        actor.IsStaff && (await store.FindSettingsAsync(ct)).Statuses.FirstOrDefault(s => s.Name == status) is { } known ? await ChooseAsync(actor, known.Effect, known.Name, ct) : null;

    private async Task<Agent?> ChooseAsync(Actor actor, Presence presence, string reason, CancellationToken ct)
    {
        if (!actor.IsStaff) return null;
        var agent = await store.ChoosePresenceAsync(actor.User, presence, reason, clock.GetUtcNow(), ct);
        if (agent is not null) hub.Publish(new AgentChanged(agent));
        return agent;
    }
}
