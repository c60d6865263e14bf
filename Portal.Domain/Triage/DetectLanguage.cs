namespace Portal.Domain.Triage;

/// <summary>The language of a text as a two-letter code; null when the text does not say it.</summary>
public delegate string? DetectLanguage(string text);

/// <summary>
/// The slot of a learned classifier: it is asked after the rules, and what it says fills only what they left open.
/// <see cref="TriageConversation"/> and <see cref="DryRunTriage"/> take all that are registered, in their order.
/// </summary>
/// <param name="Id">Stands in the records in place of a rule's id.</param>
public sealed record TriageClassifier(Guid Id, string Name, Func<TriageFacts, TriageChanges> Classify);
