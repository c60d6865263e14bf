namespace Portal.Components.ServiceLevels;

/// <summary>What an admin has typed about a calendar or a policy, right or wrong.</summary>
public interface IStandardDraft<T>
{
    /// <summary>The standard as typed, in place of <paramref name="stored"/>; false with the faults when something cannot be read.</summary>
    bool TryOver(T stored, out T typed, out IReadOnlyDictionary<string, string> unreadable);
}
