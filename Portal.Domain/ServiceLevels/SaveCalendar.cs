using Portal.Domain.Shared;

namespace Portal.Domain.ServiceLevels;

public abstract record SaveStandardOutcome
{
    public sealed record Saved : SaveStandardOutcome;

    /// <summary>What is wrong, by field name, as resource keys.</summary>
    public sealed record Invalid(IReadOnlyDictionary<string, string> Faults) : SaveStandardOutcome;

    public sealed record NotAllowed : SaveStandardOutcome;
}

/// <summary>Creates or changes a business calendar.</summary>
public sealed class SaveCalendar(IServiceLevelStore store, IEventHub hub)
{
    public async Task<SaveStandardOutcome> ExecuteAsync(Actor actor, BusinessCalendar calendar, CancellationToken ct)
    {
        if (actor.Role is not (Role.Admin or Role.System)) return new SaveStandardOutcome.NotAllowed();
        var tidy = StandardRules.Tidy(calendar);
        var faults = StandardRules.FaultsOf(tidy, (await store.ReadAsync(ct)).Calendars);
        if (faults.Count > 0) return new SaveStandardOutcome.Invalid(faults);
        await store.SaveCalendarAsync(tidy, ct);
        hub.Publish(new ServiceLevelsChanged());
        return new SaveStandardOutcome.Saved();
    }

    /// <returns>False when a queue still points to it, or the actor may not.</returns>
    public async Task<bool> DeleteAsync(Actor actor, CalendarId id, CancellationToken ct)
    {
        if (actor.Role is not (Role.Admin or Role.System) || !await store.DeleteCalendarAsync(id, ct)) return false;
        hub.Publish(new ServiceLevelsChanged());
        return true;
    }
}
