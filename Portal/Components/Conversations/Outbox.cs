namespace Portal.Components.Conversations;

/// <summary>A message as <c>wwwroot/js/outbox.js</c> hands it over. Everything in it comes from a browser.</summary>
/// <param name="Id">Made by the sender before the first attempt; the same at every further one.</param>
/// <param name="Conversation">Chosen before the first attempt too, where the conversation has not begun.</param>
/// <param name="Kind"><c>text</c>, <c>note</c> or <c>file</c>.</param>
public sealed record OutboxItem(Guid Id, Guid Conversation, string Kind, string? Text, Guid? Attachment);

/// <summary>What became of it. A fault is thrown: the outbox tries again and says so in the end.</summary>
/// <param name="Status"><c>sent</c> or <c>refused</c>.</param>
/// <param name="Reason">Of a refusal, in the reader's language.</param>
/// <param name="Conversation">Where it went, if that is not where it was addressed to.</param>
public sealed record OutboxResult(string Status, string? Reason = null, Guid? Conversation = null)
{
    public static OutboxResult Sent(Guid? conversation = null) => new("sent", Conversation: conversation);

    public static OutboxResult Refused(string reason) => new("refused", reason);
}
