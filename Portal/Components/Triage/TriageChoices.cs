using Portal.Domain.Shared;

namespace Portal.Components.Triage;

/// <summary>What there is to choose from in an editor.</summary>
/// <param name="Inboxes">Their names by id.</param>
/// <param name="Languages">Two-letter codes that can be detected.</param>
public sealed record TriageChoices(IReadOnlyDictionary<QueueId, string> Queues, IReadOnlyDictionary<string, string> Inboxes, IReadOnlyList<string> Languages)
{
    public static TriageChoices None { get; } = new(new Dictionary<QueueId, string>(), new Dictionary<string, string>(), []);
}
