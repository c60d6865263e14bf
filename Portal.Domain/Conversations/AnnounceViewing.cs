using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>
/// Tells colleagues who has a conversation open, so that two do not answer it without knowing of each other. Only for a
/// conversation that the caller has read as this actor: a hint, never stored. Who leads reads along unseen.
/// </summary>
public sealed class AnnounceViewing(IEventHub hub)
{
    public void Execute(Actor actor, Conversation conversation, bool viewing)
    {
        var id = conversation.Id;
        if (actor.IsStaff && !(viewing && ConversationRules.ReadsAlong(actor, conversation))) hub.Publish(new SomebodyViewing(Topic.Staff(id), id, actor.Id, actor.Name, viewing));
    }
}
