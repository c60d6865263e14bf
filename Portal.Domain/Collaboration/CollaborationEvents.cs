using Portal.Domain.Shared;

namespace Portal.Domain.Collaboration;

/// <summary>Somebody was named in a note, or what they have seen of it changed. For that person alone.</summary>
public sealed record MentionsChanged(UserId User, ConversationId Conversation, string? By, string? Excerpt) : IEvent
{
    public Topic Topic => Topic.User(User);
}

/// <summary>A colleague let somebody follow a conversation. For that person alone.</summary>
public sealed record FollowedFor(UserId User, ConversationId Conversation, string By) : IEvent
{
    public Topic Topic => Topic.User(User);
}

/// <summary>Somebody began or ceased to follow a conversation.</summary>
public sealed record FollowersChanged(ConversationId Conversation, UserId User, bool Follows) : IEvent
{
    public Topic Topic => Topic.Staff(Conversation);
}

/// <summary>A consult began, moved or ended. Told in the conversation, and to those who are asked.</summary>
public sealed record ConsultChanged(Topic Topic, Consult Consult) : IEvent;

/// <summary>A whisper, for the agent whom it is for and for those who lead; no other topic carries it.</summary>
public sealed record Whispered(Topic Topic, Whisper Whisper) : IEvent;

/// <summary>A message among the people of a queue.</summary>
public sealed record TeamMessageWritten(TeamMessage Message) : IEvent
{
    public Topic Topic => Topic.Team(Message.QueueId);
}

/// <summary>A person has read further in the channel of a queue. For that person alone, wherever else they look.</summary>
public sealed record TeamChannelRead(UserId User, QueueId Queue) : IEvent
{
    public Topic Topic => Topic.User(User);
}

/// <summary>A problem, what is linked to it, or how far an update has come.</summary>
public sealed record ProblemChanged(Guid Problem) : IEvent
{
    public Topic Topic => Topic.Problems;
}
