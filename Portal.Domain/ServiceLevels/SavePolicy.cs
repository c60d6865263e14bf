using Portal.Domain.Shared;

namespace Portal.Domain.ServiceLevels;

/// <summary>Creates or changes a policy. Open conversations keep the time that they have used up and get the new targets.</summary>
public sealed class SavePolicy(IServiceLevelStore store, IEventHub hub)
{
    public async Task<SaveStandardOutcome> ExecuteAsync(Actor actor, ServicePolicy policy, CancellationToken ct)
    {
        if (actor.Role is not (Role.Admin or Role.System)) return new SaveStandardOutcome.NotAllowed();
        var tidy = policy with { Name = TextRules.OneLine(TextRules.Storable(policy.Name), StandardRules.LongestName) };
        var faults = StandardRules.FaultsOf(tidy, await store.ReadAsync(ct));
        if (faults.Count > 0) return new SaveStandardOutcome.Invalid(faults);
        await store.SavePolicyAsync(tidy, ct);
        hub.Publish(new ServiceLevelsChanged());
        return new SaveStandardOutcome.Saved();
    }

    /// <returns>False when a queue still points to it, or the actor may not.</returns>
    public async Task<bool> DeleteAsync(Actor actor, PolicyId id, CancellationToken ct)
    {
        if (actor.Role is not (Role.Admin or Role.System) || !await store.DeletePolicyAsync(id, ct)) return false;
        hub.Publish(new ServiceLevelsChanged());
        return true;
    }
}
