using Portal.Domain.Conversations;
using Portal.Domain.Routing;

namespace Portal.Tests.Routing;

public sealed class LoadRulesTests
{
    [Theory]
    [InlineData(1, 4, 0, 8, ChannelKind.Chat)]
    [InlineData(1, 4, 3, 8, ChannelKind.Email)]
    [InlineData(2, 4, 4, 8, ChannelKind.Chat)]
    [InlineData(4, 4, 1, 0, ChannelKind.Chat)]
    [InlineData(3, 4, 1, 0, ChannelKind.Email)]
    public void Fullest_IsTheKindWithTheLargestShareInUse(int chats, int chatCapacity, int emails, int emailCapacity, ChannelKind fullest) =>
        Assert.Equal(fullest, LoadRules.Fullest(new(chats * 2, emails * 2), new(chatCapacity, emailCapacity)));

    [Fact]
    public void IsOver_OneKindOver_WhateverRoomTheOthersHave()
    {
        Assert.False(LoadRules.IsOver(new(Chat: 8, Email: 2), new(Chat: 4, Email: 8)));
        Assert.True(LoadRules.IsOver(new(Chat: 0, Email: 17), new(Chat: 4, Email: 8)));
    }

    [Theory]
    [InlineData(6, false)]
    [InlineData(7, true)]
    [InlineData(8, true)]
    public void IsFull_NoRoomForAnOrdinaryOne(int chats, bool full) => Assert.Equal(full, LoadRules.IsFull(ChannelKind.Chat, new(Chat: chats), new(Chat: 4)));

    [Theory]
    [InlineData(ChannelKind.Chat, true)]
    [InlineData(ChannelKind.Email, true)]
    [InlineData(ChannelKind.Sms, false)]
    public void IsInUse_ChatsAlwaysAndOthersWhereThereAreAny(ChannelKind kind, bool expected) => Assert.Equal(expected, LoadRules.IsInUse(kind, new(Chat: 0, Email: 1)));
}
