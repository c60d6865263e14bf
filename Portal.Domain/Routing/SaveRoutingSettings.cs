using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

public abstract record SaveRoutingSettingsOutcome
{
    public sealed record Saved(RoutingSettings Settings) : SaveRoutingSettingsOutcome;

    /// <summary>What is wrong, as <see cref="StatusRules.Faults"/> says it.</summary>
    public sealed record Invalid(IReadOnlyDictionary<string, string> Faults) : SaveRoutingSettingsOutcome;

    public sealed record NotAllowed : SaveRoutingSettingsOutcome;
}

/// <summary>Changes the statuses of the company's own and the time after which somebody idle is away. Who is in a status that goes stays in it.</summary>
public sealed class SaveRoutingSettings(IRoutingStore store, IEventHub hub)
{
    public async Task<SaveRoutingSettingsOutcome> ExecuteAsync(Actor actor, RoutingSettings settings, CancellationToken ct)
    {
        if (actor.Role is not (Role.Admin or Role.System)) return new SaveRoutingSettingsOutcome.NotAllowed();
        var clean = StatusRules.Clean(settings);
        if (StatusRules.Faults(clean) is { Count: > 0 } faults) return new SaveRoutingSettingsOutcome.Invalid(faults);
        await store.SaveSettingsAsync(clean, ct);
        hub.Publish(new StatusesChanged());
        return new SaveRoutingSettingsOutcome.Saved(clean);
    }
}
