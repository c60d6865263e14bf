namespace Portal.Domain.Conversations;

/// <summary>How a waiting conversation stands to its queue's line.</summary>
public enum LinePlace
{
    /// <summary>It has just come; a queue with a longest line decides what becomes of it.</summary>
    Arriving,
    InLine,
    /// <summary>The line was full: its customer was asked for an address, and nobody is offered it until they leave one or there is room.</summary>
    Beyond,
    /// <summary>Its customer left an address and need not wait in the chat. It keeps its place, and does not make the line longer.</summary>
    ByEmail,
}
