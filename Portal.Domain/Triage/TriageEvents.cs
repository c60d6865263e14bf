using Portal.Domain.Shared;

namespace Portal.Domain.Triage;

/// <summary>Another version of the rules is in force, or the draft was saved.</summary>
public sealed record TriageChanged(Topic Topic, int Version, bool Published) : IEvent;
