using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>
/// A committed entry, whole. <paramref name="PreviousSequence"/> is the entry before it that this topic's audience may see:
/// whoever holds an older one has a gap and reads the store.
/// </summary>
public sealed record EntryPosted(Topic Topic, TimelineEntry Entry, long PreviousSequence) : IEvent;

/// <summary>A conversation's state changed. <paramref name="Before"/> is null for a new one.</summary>
public sealed record ConversationChanged(Topic Topic, Conversation After, Conversation? Before) : IEvent;

public enum Side { Customer, Staff }

/// <summary>How far one side has received and read. Never backwards, never beyond the newest entry.</summary>
public sealed record ReceiptsAdvanced(Topic Topic, ConversationId Conversation, Side Side, Guid Reader, long Delivered, long Read) : IEvent;

/// <summary>A hint, gone after <see cref="ConversationOptions.TypingTimeout"/> without another one.</summary>
public sealed record SomebodyTyping(Topic Topic, ConversationId Conversation, Side Side, Guid Who, string Name, bool Typing) : IEvent;

/// <summary>A hint for colleagues, gone after <see cref="ConversationOptions.ViewingTimeout"/> without another one.</summary>
public sealed record SomebodyViewing(Topic Topic, ConversationId Conversation, Guid Who, string Name, bool Viewing) : IEvent;

public static class ConversationEvents
{
    /// <summary>The events of one committed write, entries in their order and the state last.</summary>
    public static IEnumerable<IEvent> Of(LogResult.Written written)
    {
        var id = written.After.Id;
        var lastPublic = written.Before?.LastPublicSequence ?? 0;
        foreach (var entry in written.Entries)
        {
            yield return new EntryPosted(Topic.Staff(id), entry, entry.Sequence - 1);
            if (entry.Audience is not Audience.Everyone) continue;
            yield return new EntryPosted(Topic.Customer(id), entry, lastPublic);
            lastPublic = entry.Sequence;
        }

        yield return new ConversationChanged(Topic.Staff(id), written.After, written.Before);
        yield return new ConversationChanged(Topic.Desk, written.After, written.Before);
    }
}

/// <summary>Conversations were removed for good: whoever shows any reads again.</summary>
public sealed record ConversationsRemoved : IEvent
{
    public Topic Topic => Topic.Desk;
}

/// <summary>What a person has promised changed: read it again.</summary>
public sealed record CommitmentsChanged(UserId User) : IEvent
{
    public Topic Topic => Topic.User(User);
}
