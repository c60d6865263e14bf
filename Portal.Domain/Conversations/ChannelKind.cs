namespace Portal.Domain.Conversations;

/// <summary>How a customer writes. Agents have units of capacity for each kind of their own: ten emails are another day than ten chats.</summary>
public enum ChannelKind
{
    /// <summary>In the chat of a site; both sides are there at the same time.</summary>
    Chat,
    Email,
    Sms,
    /// <summary>Through the company's own software.</summary>
    Api,
}
