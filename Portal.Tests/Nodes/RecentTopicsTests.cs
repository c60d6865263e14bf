using Portal.Domain.Shared;
using Portal.Nodes;

namespace Portal.Tests.Nodes;

public sealed class RecentTopicsTests
{
    private readonly RecentTopics recent = new();

    [Fact]
    public void Turn_WhenItIsNoticed_TellsTheBeatsBeforeToo()
    {
        recent.Note(Topic.Desk);
        Assert.Null(recent.Turn(tell: false));
        recent.Note(Topic.Agents);
        recent.Note(Topic.Agents);

        Assert.Equal([Topic.Desk, Topic.Agents], recent.Turn(tell: true)!.Topics!);
        Assert.Null(recent.Turn(tell: true));
    }

    [Fact]
    public void Turn_WithoutAskers_ForgetsWhatIsOld()
    {
        recent.Note(Topic.Desk);
        recent.Turn(tell: false);
        recent.Note(Topic.Agents);
        for (var i = 0; i < RecentTopics.Kept; i++) recent.Turn(tell: false);

        Assert.Equal([Topic.Agents], recent.Turn(tell: true)!.Topics!);
    }

    [Fact]
    public void Turn_MoreTopicsThanCanBeNamed_SaysEverything()
    {
        for (var i = 0; i <= RecentTopics.Most; i++) recent.Note(Topic.User(new(Guid.NewGuid())));

        var news = recent.Turn(tell: true);

        Assert.NotNull(news);
        Assert.Null(news.Topics);
    }

    [Fact]
    public void Return_WhatCouldNotBeTold_IsToldNextTime()
    {
        recent.Note(Topic.Desk);
        var news = recent.Turn(tell: true)!;
        recent.Return(news);
        recent.Note(Topic.Setup);

        Assert.Equal([Topic.Desk, Topic.Setup], recent.Turn(tell: true)!.Topics!);
    }
}
