namespace Portal.Domain.Conversations;

/// <summary>Something that the team said it would do.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="Due">By when, where the sentence says so.</param>
public sealed record Promise(string Text, long Sequence, DateTimeOffset MadeAt, DateTimeOffset? Due);
