using System.Collections.Immutable;
using Portal.Domain.Conversations;
using Portal.Domain.Insights;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Tests.Insights;

/// <summary>Facts for rules and pages, said in a few words.</summary>
internal sealed class BoardFactsBuilder
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 30, 20, TimeSpan.Zero);

    private BoardFacts facts = BoardFacts.None;

    public BoardFacts Facts => facts;

    public BoardSnapshot Board => LiveBoardRules.Draw(facts, Now) with { ReadAt = Now };

    public Queue AddQueue(string name, int target = 80, int within = 60)
    {
        var queue = new Queue { Id = QueueId.New(), Name = name, ServiceLevelPercent = target, ServiceLevelWithin = TimeSpan.FromSeconds(within) };
        facts = facts with { Queues = facts.Queues.Add(queue.Id, queue) };
        return queue;
    }

    public Agent AddAgent(string name, Presence presence = Presence.Available, int capacity = 4, params ReadOnlySpan<Queue> memberOf)
    {
        var agent = new Agent { Id = new(Guid.CreateVersion7()), Name = name, Presence = presence, Capacity = new(Chat: capacity), PresenceSince = Now.AddMinutes(-4) };
        facts = facts with { Agents = facts.Agents.Add(agent.Id, agent) };
        foreach (var queue in memberOf) facts = facts with { Members = facts.Members.Add(new() { QueueId = queue.Id, UserId = agent.Id }) };
        return agent;
    }

    /// <param name="waits">Seconds since the customer waits; null when the team spoke last.</param>
    public BoardConversation AddOpen(Queue queue, string customer = "Ada", int? waits = null, Agent? with = null, string preview = "Hello")
    {
        var conversation = new BoardConversation(
            ConversationId.New(), CustomerId.New(), queue.Id, ConversationStatus.Open, with?.Id, Now.AddHours(-5),
            with is null ? Now.AddSeconds(-(waits ?? 0)) : null, waits is { } s ? Now.AddSeconds(-s) : null, null, preview, 1);
        Put(conversation);
        facts = facts with { Names = facts.Names.Add(conversation.CustomerId, customer) };
        return conversation;
    }

    public void AddAnswered(Queue queue, int minutesAgo, int took)
    {
        var at = Now.AddMinutes(-minutesAgo);
        Put(new(ConversationId.New(), CustomerId.New(), queue.Id, ConversationStatus.Resolved, null, at.AddSeconds(-took), null, null, at, "", 4));
    }

    /// <summary>Resolved, with promises for the answers after the first and for the resolution.</summary>
    public void AddKept(Queue queue, int minutesAgo, int next, int late, bool resolvedLate)
    {
        var at = Now.AddMinutes(-minutesAgo);
        Put(new(
            ConversationId.New(), CustomerId.New(), queue.Id, ConversationStatus.Resolved, null, Now.AddDays(-3), null, null, Now.AddDays(-3), "", 4, null,
            ServiceMarks.ResolvedMeasured | (resolvedLate ? ServiceMarks.ResolvedLate : 0), null, at, null, next, late, at));
    }

    /// <summary>Resolved, and its agent is still busy with it.</summary>
    public void AddWrapUp(Queue queue, Agent with, int secondsLeft) => Put(new(
        ConversationId.New(), CustomerId.New(), queue.Id, ConversationStatus.Resolved, with.Id, Now.AddHours(-5), null, null, Now.AddHours(-4), "", 4, ResolvedAt: Now, WrapUpUntil: Now.AddSeconds(secondsLeft)));

    public void Put(BoardConversation conversation) => facts = facts with { Conversations = facts.Conversations.SetItem(conversation.Id, conversation) };
}
