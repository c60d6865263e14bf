using System.Collections.Immutable;
using Portal.Domain.Channels;
using Portal.Domain.Conversations;
using Portal.Domain.Customers;
using Portal.Domain.Shared;

namespace Portal.Domain.Triage;

/// <summary>A conversation's beginning, as the database has it.</summary>
/// <param name="At">When it began.</param>
/// <param name="InboxQueue">Where it waits without any rule.</param>
/// <param name="Customer">Null when nothing was told about them.</param>
/// <param name="Texts">The customer's first messages, before anybody answered.</param>
/// <param name="Earlier">Conversations that the customer had before.</param>
/// <param name="Status">As it is when it is asked; waiting for one that is looked at as it was when it began.</param>
public sealed record TriageCase(
    ConversationId Conversation, DateTimeOffset At, InboxId Inbox, QueueId InboxQueue, BusinessHours Hours, string? Page, Customer? Customer,
    ImmutableArray<string> Texts, bool HasFile, int Earlier, DateTimeOffset? LastEarlierAt, TriageStatus Status = TriageStatus.Waiting, ChannelKind Channel = ChannelKind.Chat);
