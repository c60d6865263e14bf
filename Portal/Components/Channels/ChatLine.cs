using Portal.Domain.Conversations;

namespace Portal.Components.Channels;

/// <summary>How far a message of the customer has come, as the team's receipts tell.</summary>
public enum MessageState { None, Sent, Delivered, Read }

/// <summary>An entry with what its place in the log makes of it. Two equal lines look the same, so neither is drawn again.</summary>
/// <param name="Day">The day that begins with this line; null when it began before.</param>
/// <param name="Named">The author's name stands above.</param>
/// <param name="First">The first of a run of one side.</param>
/// <param name="Last">The last of a run, where the bubble gets its corner.</param>
/// <param name="ShowsState">The last of a run of the same state; the others keep theirs for screen readers.</param>
public sealed record ChatLine(TimelineEntry Entry, DateTimeOffset Time, DateOnly? Day, bool Mine, bool Named, bool First, bool Last, MessageState State, bool ShowsState);
