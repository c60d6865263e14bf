using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Data.Conversations;

/// <summary>Whose mark in which conversation.</summary>
public readonly record struct MarkKey(ConversationId Conversation, Guid Reader);

/// <summary>A conversation as far as marks need it, with the mark that stands there already.</summary>
/// <param name="Newest">The number of its newest entry: nobody has read further.</param>
/// <param name="IsNew">Whether there is no mark yet.</param>
public sealed record StoredMark(CustomerId Customer, long Newest, bool IsNew, long Delivered, long Read);

/// <summary>A mark as it is from now on.</summary>
public sealed record MarkChange(MarkKey Key, Side Side, bool IsNew, long Delivered, long Read);
