using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;

namespace Portal.Tests.Routing;

public sealed class UrgencyRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static Queue Queue(int priority, int standardSeconds = 60) => new() { Id = QueueId.New(), Name = "Q", Priority = priority, ServiceLevelWithin = TimeSpan.FromSeconds(standardSeconds) };

    private static Conversation Waiting(Queue queue, int seconds) => new()
    {
        Id = ConversationId.New(), InboxId = InboxId.New(), CustomerId = CustomerId.New(), QueueId = queue.Id, CreatedAt = Now, QueuedAt = Now.AddSeconds(-seconds),
    };

    private static Conversation[] Sort(Queue[] queues, params Conversation[] waiting) => [.. UrgencyRules.Sort(waiting, queues.ToDictionary(q => q.Id), Now)];

    [Fact]
    public void Sort_SameQueue_IsFirstComeFirstServed()
    {
        var queue = Queue(50);
        Conversation[] came = [Waiting(queue, 30), Waiting(queue, 20), Waiting(queue, 10)];
        Assert.Equal(came, Sort([queue], came[2], came[0], came[1]));
    }

    [Fact]
    public void Sort_SimulatedCustomers_ComeAfterEverybodyRealHoweverLongTheyWait()
    {
        var queue = Queue(50);
        Conversation[] came = [Waiting(queue, 10), Waiting(queue, 5), Waiting(queue, 900) with { SimulatedAt = Now, Level = PriorityLevel.Urgent }, Waiting(queue, 1) with { SimulatedAt = Now }];
        Assert.Equal(came, Sort([queue], came[3], came[1], came[2], came[0]));
    }

    [Fact]
    public void Sort_HigherPriority_GoesFirstAmongNewcomers()
    {
        Queue important = Queue(1), other = Queue(100);
        var (first, second) = (Waiting(important, 0), Waiting(other, 5));
        Assert.Equal([first, second], Sort([important, other], second, first));
    }

    [Fact]
    public void Sort_LowestPriority_OvertakesNewcomersAfterOneStandard()
    {
        Queue important = Queue(1), other = Queue(100);
        Assert.Equal(other.Id, Sort([important, other], Waiting(important, 0), Waiting(other, 60))[0].QueueId);
        Assert.Equal(important.Id, Sort([important, other], Waiting(important, 0), Waiting(other, 59))[0].QueueId);
    }

    [Fact]
    public void Sort_ShorterPromise_AgesFaster()
    {
        Queue minute = Queue(50, 60), hour = Queue(50, 3600);
        Assert.Equal(minute.Id, Sort([minute, hour], Waiting(hour, 600), Waiting(minute, 30))[0].QueueId);
    }

    [Fact]
    public void Sort_WhatTriageCalledUrgent_GoesBeforeThoseWhoWaitedUpToAStandardLonger()
    {
        var queue = Queue(50);
        var (urgent, high, normal, low) = (Waiting(queue, 0) with { Level = PriorityLevel.Urgent }, Waiting(queue, 10) with { Level = PriorityLevel.High }, Waiting(queue, 20), Waiting(queue, 45) with { Level = PriorityLevel.Low });
        Assert.Equal([urgent, high, normal, low], Sort([queue], low, normal, high, urgent));
    }

    [Fact]
    public void Sort_LongerWait_OvertakesWhatIsUrgent()
    {
        var queue = Queue(50);
        var (urgent, normal, low) = (Waiting(queue, 0) with { Level = PriorityLevel.Urgent }, Waiting(queue, 61), Waiting(queue, 92) with { Level = PriorityLevel.Low });
        Assert.Equal([low, normal, urgent], Sort([queue], urgent, normal, low));
    }

    private static readonly ServicePolicy Gold = new()
    {
        Id = PolicyId.New(), Name = "Gold",
        Targets = [new(PriorityLevel.Urgent, TimeSpan.FromMinutes(5)), new(PriorityLevel.Normal, TimeSpan.FromMinutes(60)), new(PriorityLevel.Low, TimeSpan.FromMinutes(120))],
    };

    [Fact]
    public void Urgency_UnderAPolicy_IsTimedByWhatItPromisesAndNotByTheQueuesStandard()
    {
        var queue = Queue(50, 10) with { Policy = Gold };
        double Of(PriorityLevel level, double minutes) => UrgencyRules.Urgency(queue, 50, level, Now.AddMinutes(-minutes), Now);

        Assert.Equal(1, Of(PriorityLevel.Normal, 60) - Of(PriorityLevel.Normal, 0), 9);
        // An urgent newcomer is ahead by their level, and by the 55 minutes less that they were promised.
        Assert.Equal(1 + (55 / 60.0), Of(PriorityLevel.Urgent, 0) - Of(PriorityLevel.Normal, 0), 9);
        Assert.True(Of(PriorityLevel.Normal, 116) > Of(PriorityLevel.Urgent, 0));
        // Whom two hours were promised: one more hour, and the half of a standard that low is worth.
        Assert.Equal(-1.5, Of(PriorityLevel.Low, 0) - Of(PriorityLevel.Normal, 0), 9);
        // Nothing is promised for it: as normal, but for its level.
        Assert.Equal(0.5, Of(PriorityLevel.High, 0) - Of(PriorityLevel.Normal, 0), 9);
    }

    [Fact]
    public void Urgency_ClockSetBack_IsThatOfANewcomer() =>
        Assert.Equal(UrgencyRules.Urgency(Queue(50), 50, PriorityLevel.Normal, Now, Now), UrgencyRules.Urgency(Queue(50), 50, PriorityLevel.Normal, Now.AddHours(1), Now));
}
