namespace Portal.E2E.Conversations.Faults;

/// <summary>A fault as it really was.</summary>
/// <param name="Happened">False when what it would have hurt was hurt already.</param>
/// <param name="Began">Since the history began.</param>
public sealed record InjectedFault(PlannedFault Plan, bool Happened, TimeSpan Began, TimeSpan Ended);
