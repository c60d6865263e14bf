using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Portal.Domain.Accounts;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;
using Portal.Nodes;

namespace Portal.Tests.Nodes;

public sealed class RelayOutboxTests
{
    private static readonly FakeTimeProvider Clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly RelayOutbox outbox = new(Clock, Options.Create(new NodesOptions { LongestQueue = 16 }));

    [Fact]
    public void Take_WhatWasAdded_ComesInOrder()
    {
        var facts = Enumerable.Range(0, 10).Select(_ => new QueueChanged(QueueId.New())).ToList();
        foreach (var fact in facts) outbox.Add(fact);

        Assert.Equal(facts.Take(6), outbox.Take(6, out _));
        Assert.Equal(facts.Skip(6), outbox.Take(6, out _));
        Assert.Empty(outbox.TakeLost()!);
    }

    [Fact]
    public void Take_OfSeveral_SaysSinceWhenTheOldestWaits()
    {
        var began = Clock.GetUtcNow();
        outbox.Add(new QueueChanged(QueueId.New()));
        Clock.Advance(TimeSpan.FromSeconds(2));
        outbox.Add(new QueueChanged(QueueId.New()));
        Assert.Equal(2, outbox.Waiting);

        outbox.Take(6, out var since);
        outbox.Take(6, out var none);

        Assert.Equal((began, null, 0), (since, none, outbox.Waiting));
    }

    [Fact]
    public void Add_MoreThanFits_NeverWaitsAndNamesWhatIsLostOnce()
    {
        for (var i = 0; i < 16; i++) outbox.Add(new QueueChanged(QueueId.New()));
        var user = new UserId(Guid.NewGuid());
        outbox.Add(new AccessChanged(user));
        outbox.Add(new AccessChanged(user));

        Assert.Equal([Topic.User(user)], outbox.TakeLost()!);
        Assert.Empty(outbox.TakeLost()!);
        Assert.Equal(16, outbox.Take(100, out _).Count);
    }

    [Fact]
    public void Add_MoreLostTopicsThanCanBeNamed_SaysEverything()
    {
        for (var i = 0; i < 16; i++) outbox.Add(new QueueChanged(QueueId.New()));
        for (var i = 0; i < 600; i++) outbox.Add(new AccessChanged(new(Guid.NewGuid())));

        Assert.Null(outbox.TakeLost());
        Assert.Empty(outbox.TakeLost()!);
    }

    [Fact]
    public void Add_HintsWhileMuchWaits_AreLeftOut()
    {
        for (var i = 0; i < 8; i++) outbox.Add(new QueueChanged(QueueId.New()));
        var id = ConversationId.New();
        outbox.Add(new SomebodyTyping(Topic.Staff(id), id, Side.Customer, Guid.NewGuid(), "Ada", true));

        Assert.Equal(8, outbox.Take(100, out _).Count);
        Assert.Empty(outbox.TakeLost()!);
    }

    [Fact]
    public void Failed_AnEnvelope_GivesItsTopicsAndItsEarlierLossesToTheNext()
    {
        var user = new UserId(Guid.NewGuid());

        outbox.Failed([new QueueChanged(QueueId.New()), new AccessChanged(user)], [Topic.Desk]);

        Assert.Equal([Topic.Desk, Topic.Setup, Topic.User(user)], outbox.TakeLost()!);
        outbox.Failed([], null);
        Assert.Null(outbox.TakeLost());
    }
}
