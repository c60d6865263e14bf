using Microsoft.Extensions.Localization;
using Portal.Components.Shared;
using Portal.Domain.Conversations;

namespace Portal.Components.Conversations;

/// <summary>Why something did not happen, and what to do next.</summary>
public static class RefusalWords
{
    /// <param name="agent">Whom the conversation was to be given to, if that is somebody else.</param>
    public static string Of(Refusal reason, IStringLocalizer<StaffText> l, string? agent = null) => reason switch
    {
        Refusal.NotYours => l["Somebody else answers this conversation. Add a note for them, or ask a supervisor to give it to you."],
        Refusal.Empty => l["There is nothing to send. Write a few words first."],
        Refusal.TooLong => l["This is longer than one message may be. Send it in parts."],
        Refusal.Resolved => l["The conversation is resolved. Open it again first."],
        Refusal.NotResolved => l["The conversation is open already."],
        Refusal.AlreadyTaken => l["Somebody else was faster and has it now. Take another one."],
        Refusal.NotAssigned => l["It is in the queue already."],
        Refusal.AgentUnavailable when agent is not null => l["{0} is full. Choose somebody else, or wait until they resolve one.", agent],
        Refusal.AgentUnavailable => l["You have no room for another conversation. Resolve or snooze one first."],
        Refusal.SameQueue => l["It is in this queue already. Choose another one."],
        Refusal.InThePast => l["That time has passed. Choose a later one."],
        Refusal.TooFar => l["That is further away than a conversation may sleep. Choose an earlier time."],
        Refusal.IdUsedTwice => l["Another message has been sent under the same number. Copy the text and send it again."],
        Refusal.NothingToDo => l["It has just changed, and there is nothing left to do. Look again."],
        Refusal.Unreadable => l["The text holds characters that cannot be kept. Type it again, or paste it as plain text."],
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "No words for this refusal"),
    };

    public static string OfUnknown(IStringLocalizer<StaffText> l) => l["The conversation does not exist any more. Choose another one."];
}
