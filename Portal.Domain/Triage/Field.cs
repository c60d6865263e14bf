using System.Text.Json.Serialization;

namespace Portal.Domain.Triage;

/// <summary>What a rule may ask about. All of it as it was when the conversation began, and what the rules above have made of it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Field>))]
public enum Field
{
    /// <summary>What the customer wrote first.</summary>
    Text,
    /// <summary>The detected language of that, as a two-letter code; absent when it is too short to say.</summary>
    Language,
    /// <summary>The language that the customer's browser asked for.</summary>
    BrowserLanguage,
    /// <summary>The inbox, by its id.</summary>
    Inbox,
    /// <summary>The kind of channel, by the names of <see cref="Conversations.ChannelKind"/>.</summary>
    Channel,
    /// <summary>The path of the page on which the chat stands.</summary>
    Page,
    HasFile,
    CustomerName,
    CustomerEmail,
    /// <summary>The company's site vouches for who this is.</summary>
    CustomerVerified,
    /// <summary>A fact that the company's site told about the customer, chosen by key.</summary>
    Attribute,
    CustomerSince,
    /// <summary>How many conversations the customer had before.</summary>
    EarlierConversations,
    /// <summary>When the conversation before this one began.</summary>
    LastConversation,
    /// <summary>The day of the week in the inbox's time zone, by its English name.</summary>
    Weekday,
    /// <summary>The time of day in the inbox's time zone.</summary>
    TimeOfDay,
    WithinHours,
    /// <summary>The tags that the rules above have given it.</summary>
    Tag,
    /// <summary>The queue, by its id: that of the inbox, or what the rules above have set.</summary>
    Queue,
    /// <summary>Whether it waits still, by the names of <see cref="TriageStatus"/>.</summary>
    Status,
}

/// <summary>A conversation's state when the rules are asked: waiting, unless they come late.</summary>
public enum TriageStatus { Waiting, Assigned, Snoozed, Resolved }

public enum FieldKind { Text, Choice, Flag, Number, Moment, Clock }

[JsonConverter(typeof(JsonStringEnumConverter<Operator>))]
public enum Operator
{
    Is, IsNot, Contains, DoesNotContain, ContainsWord, StartsWith, EndsWith, MatchesPattern, IsPresent, IsAbsent,
    GreaterThan, LessThan, MoreThanDaysAgo, LessThanDaysAgo, Between, NotBetween,
}
