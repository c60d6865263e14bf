using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>
/// Passes a typing hint to the other side and to colleagues. Only for a conversation that the caller has read as this actor:
/// a hint carries no text and is never stored.
/// </summary>
public sealed class AnnounceTyping(IEventHub hub)
{
    public void Execute(Actor actor, Conversation conversation, bool typing)
    {
        if (!ConversationRules.MayRead(actor, conversation)) return;
        var side = actor.Role is Role.Customer ? Side.Customer : Side.Staff;
        hub.Publish(new SomebodyTyping(Topic.Staff(conversation.Id), conversation.Id, side, actor.Id, actor.Name, typing));
        if (side is Side.Staff) hub.Publish(new SomebodyTyping(Topic.Customer(conversation.Id), conversation.Id, side, actor.Id, actor.Name, typing));
        else hub.Publish(new SomebodyTyping(Topic.Desk, conversation.Id, side, actor.Id, actor.Name, typing));
    }
}
