using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Domain.Collaboration;

/// <summary>Tells the conversation, those who are asked, who asked, and routing of a consult that changed.</summary>
public sealed class TellConsult(ICollaborationStore store, ReadTeam team, IEventHub hub)
{
    internal async Task ExecuteAsync(Consult after, Consult? before, CancellationToken ct)
    {
        hub.Publish(new ConsultChanged(Topic.Staff(after.ConversationId), after));
        var told = new HashSet<UserId> { after.AskedById };
        if (after.ToUserId is { } user) told.Add(user);
        if (after.ToQueueId is { } queue) told.UnionWith((await team.MembersAsync(Actor.System, ct)).Where(m => m.QueueId == queue).Select(m => m.UserId));
        if (before?.Bearer is { } bearer) told.Add(bearer);
        foreach (var one in told) hub.Publish(new ConsultChanged(Topic.User(one), after));
        if (after.Bearer == before?.Bearer) return;
        // Somebody's load has changed without any conversation: routing and the boards look at them anew.
        foreach (var one in new[] { after.Bearer, before?.Bearer }.OfType<UserId>().Distinct())
        {
            if (await team.FindAsync(Actor.System, one, ct) is { } agent) hub.Publish(new AgentChanged(agent, await store.CountBorneConsultsAsync(one, ct)));
        }
    }

    internal async Task<bool> IsMemberAsync(Actor actor, Consult consult, CancellationToken ct) =>
        consult.ToQueueId is { } queue && (await team.MembersAsync(actor, ct)).Any(m => m.QueueId == queue && m.UserId.Value == actor.Id);
}
