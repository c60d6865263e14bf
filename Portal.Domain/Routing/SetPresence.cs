using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>A person's own choice of status. Nobody can choose for somebody else.</summary>
public sealed class SetPresence(IRoutingStore store, IEventHub hub, TimeProvider clock)
{
    /// <param name="reason">Why, such as "Training", for those who lead; at most 60 letters are kept.</param>
    /// <returns>The agent as stored; null for somebody whom routing does not know.</returns>
    public async Task<Agent?> ExecuteAsync(Actor actor, Presence presence, CancellationToken ct, string reason = "")
    {
        if (!actor.IsStaff) return null;
        var agent = await store.ChoosePresenceAsync(actor.User, presence, TextRules.OneLine(TextRules.Storable(reason), 60), clock.GetUtcNow(), ct);
        if (agent is not null) hub.Publish(new AgentChanged(agent));
        return agent;
    }
}
