using Portal.Components.Conversations;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;
using static Portal.Tests.Conversations.Talk;

namespace Portal.Tests.Conversations;

public sealed class RowMemoryTests
{
    private readonly RowMemory memory = new();
    private DateTimeOffset now = Now;
    private int worked;

    [Fact]
    public void Words_TheSameRowAMomentLater_AreNotWorkedOutAgain()
    {
        var row = With(Me, 5).Row();
        var first = Words(row, default);
        now += TimeSpan.FromMilliseconds(200);
        Assert.Same(first, Words(row, default));
        Assert.Equal(1, worked);
    }

    [Fact]
    public void Words_AnotherStateOrAnotherView_AreWorkedOutAgain()
    {
        var row = With(Me, 5).Row();
        Words(row, default);
        Words(row with { Unread = 2 }, default);
        Words(row with { Unread = 2 }, new(false, false, true, null));
        Assert.Equal(3, worked);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 15)]
    public void Words_WhenTheirTimeHasPassed_AreWorkedOutAgain(bool countsSeconds, int seconds)
    {
        var row = With(Me, 5).Row();
        Words(row, default, countsSeconds);
        now += TimeSpan.FromSeconds(seconds);
        Words(row, default, countsSeconds);
        Assert.Equal(2, worked);
    }

    [Fact]
    public void Mood_OfANewMessage_IsReadAndOfTheTeamsIsCalm()
    {
        var c = With(Me, 5) with { PreviewRole = Role.Customer, Preview = "This is ridiculous!!" };
        Assert.True(memory.Mood(c) > 0);
        Assert.Equal(0, memory.Mood(c with { Preview = "Fine" }));
        Assert.Equal(0, memory.Mood(c with { PreviewRole = Role.Agent }));
    }

    private RowWords Words(ConversationRow row, RowView view, bool countsSeconds = false) => memory.Words(row, view, now, countsSeconds, (r, _, _) =>
    {
        worked++;
        return new(r.Conversation.Id, r.CustomerName, "now", "", "", "", "Returns", new("Waiting"), r.Unread, false, false);
    });
}
