namespace Portal.Domain.Shared;

public enum TopicKind
{
    /// <summary>What the customer of one conversation may see.</summary>
    Customer,
    /// <summary>Everything of one conversation, notes included.</summary>
    Staff,
    /// <summary>Changes of any conversation's state, for lists and boards.</summary>
    Desk,
    /// <summary>Presence and load of any agent.</summary>
    Agents,
    /// <summary>What concerns one member of staff alone.</summary>
    User,
    /// <summary>Changed configuration: inboxes, queues, members.</summary>
    Setup,
    /// <summary>The node's recomputed live figures.</summary>
    Board,
    /// <summary>Cases that were handed up, or are about to be.</summary>
    Escalations,
    /// <summary>Promises in danger, for those who lead.</summary>
    Alarms,
    /// <summary>The people of one queue among themselves.</summary>
    Team,
    /// <summary>What those who lead say to the agent of one conversation.</summary>
    Lead,
    /// <summary>Problems, what is linked to them, and their updates.</summary>
    Problems,
}

/// <summary>An address on the hub. Audiences are separate topics, so what a subscriber may see is decided when it subscribes.</summary>
public readonly record struct Topic(TopicKind Kind, Guid Id)
{
    public static Topic Customer(ConversationId conversation) => new(TopicKind.Customer, conversation.Value);
    public static Topic Staff(ConversationId conversation) => new(TopicKind.Staff, conversation.Value);
    public static Topic Desk => new(TopicKind.Desk, Guid.Empty);
    public static Topic Agents => new(TopicKind.Agents, Guid.Empty);
    public static Topic User(UserId user) => new(TopicKind.User, user.Value);
    public static Topic Setup => new(TopicKind.Setup, Guid.Empty);
    public static Topic Team(QueueId queue) => new(TopicKind.Team, queue.Value);
    public static Topic Lead(ConversationId conversation) => new(TopicKind.Lead, conversation.Value);
    public static Topic Problems => new(TopicKind.Problems, Guid.Empty);
    public static Topic Board => new(TopicKind.Board, Guid.Empty);
    public static Topic Escalations => new(TopicKind.Escalations, Guid.Empty);
    public static Topic Alarms => new(TopicKind.Alarms, Guid.Empty);
}

/// <summary>A fact that happened, published after it was committed. Losing one costs freshness, never truth.</summary>
public interface IEvent
{
    Topic Topic { get; }
}

/// <summary>Delivered in place of events that a slow subscriber missed: read the store again.</summary>
public sealed record Lagged(Topic Topic) : IEvent;

public interface IEventHub
{
    /// <summary>Returns at once; subscribers are called on other threads, each in the order of publication.</summary>
    void Publish(IEvent fact);

    /// <summary>
    /// Calls <paramref name="handler"/> for each event of <paramref name="topic"/>, one at a time, until disposed.
    /// Subscribe first and read the snapshot afterwards, or an event in between is lost.
    /// </summary>
    /// <param name="concerns">
    /// Which events the handler is called for; null for all. Asked by whoever publishes, on any thread, so it must be quick.
    /// <see cref="Lagged"/> always comes.
    /// </param>
    IDisposable Subscribe(Topic topic, Func<IEvent, ValueTask> handler, Func<IEvent, bool>? concerns = null);
}
