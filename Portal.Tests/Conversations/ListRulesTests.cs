using Portal.Components.Conversations;
using Portal.Domain.Conversations;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;
using static Portal.Tests.Conversations.Talk;

namespace Portal.Tests.Conversations;

public sealed class ListRulesTests
{
    public static TheoryData<string, ListGroup> Groups => new()
    {
        { "offered", ListGroup.WaitingForYou }, { "mine-waiting", ListGroup.WaitingForYou }, { "mine-answered", ListGroup.Elsewhere },
        { "others", ListGroup.Elsewhere }, { "queued", ListGroup.InQueue }, { "asleep", ListGroup.Later }, { "resolved", ListGroup.Resolved },
    };

    [Theory]
    [MemberData(nameof(Groups))]
    public void GroupOf_EachState_StandsWhereItIsLookedFor(string state, ListGroup expected) => Assert.Equal(expected, ListRules.GroupOf(Of(state), Me));

    [Fact]
    public void Sort_MostUrgent_PutsOffersFirstAndThenTheLongestWait()
    {
        var (young, old, late, soon) = (With(Me, 1), With(Me, 30), Offered(40), Offered(5));
        var sorted = ListRules.Sort([young.Row(), late.Row(), old.Row(), soon.Row()], Me, ListOrder.MostUrgent).Select(r => r.Conversation.Id);
        Assert.Equal([soon.Id, late.Id, old.Id, young.Id], sorted);
    }

    [Fact]
    public void IsSameBeside_OneMoreMessage_IsTheSameAndAnythingElseIsNot()
    {
        var row = With(Me, 5).Row();
        var c = row.Conversation;
        Assert.True(ListRules.IsSameBeside(row, row with { Unread = 3, Conversation = c with { Version = c.Version + 1, LastSequence = c.LastSequence + 1, LastPublicSequence = c.LastSequence + 1, Preview = "More", WaitingSince = null, NextAnswers = 1, NextAnsweredAt = c.CreatedAt } }));

        ConversationRow[] others =
        [
            row with { CustomerName = "Somebody else" }, row with { Conversation = c with { AssigneeId = null } }, row with { Conversation = c with { Topic = "Refund" } },
            row with { Conversation = c with { Status = ConversationStatus.Resolved } }, row with { Conversation = c with { Level = PriorityLevel.Urgent } }, row with { Conversation = c with { Tags = ["vip"] } },
        ];
        Assert.All(others, other => Assert.False(ListRules.IsSameBeside(row, other)));
    }

    /// <summary>Whatever a message changes by the rules: a field that they learn to set must not have all panels drawn with each message.</summary>
    [Theory]
    [InlineData(Role.Customer)]
    [InlineData(Role.Agent)]
    public void IsSameBeside_AMessageByTheRules_IsTheSame(Role sender)
    {
        var row = With(Me, 5).Row();
        var (c, now) = (row.Conversation with { OpenedAt = row.Conversation.CreatedAt }, row.Conversation.CreatedAt.AddHours(1));
        var author = sender is Role.Customer ? Actor.Of(c.CustomerId, "Mara") : new Actor(Me.Value, Role.Agent, "Ines");
        var posted = Assert.IsType<Decision.Write>(ConversationRules.Post(c, new(Guid.CreateVersion7(), EntryKind.Text, Audience.Everyone, author) { Text = "More" }, 100, now)).Next;

        Assert.True(ListRules.IsSameBeside(row with { Conversation = c }, row with { Conversation = ClockRules.Advance(c, posted, null, now) }));
    }

    [Fact]
    public void Sort_NewestActivity_KeepsTheGroupsAndTurnsTheOrder()
    {
        var (young, old, queued) = (With(Me, 1), With(Me, 30), Queued(90));
        var sorted = ListRules.Sort([queued.Row(), old.Row(), young.Row()], Me, ListOrder.NewestActivity).Select(r => r.Conversation.Id);
        Assert.Equal([young.Id, old.Id, queued.Id], sorted);
    }

    [Theory]
    [InlineData(ConversationView.Mine, "offered,mine-waiting,mine-answered,asleep-mine")]
    [InlineData(ConversationView.Unassigned, "queued")]
    [InlineData(ConversationView.AllOpen, "offered,mine-waiting,mine-answered,others,queued")]
    [InlineData(ConversationView.Resolved, "resolved")]
    public void Shows_EachView_HoldsWhatItsNameSays(ConversationView view, string expected)
    {
        string[] all = ["offered", "mine-waiting", "mine-answered", "others", "queued", "asleep-mine", "asleep", "resolved"];
        Assert.Equal(expected.Split(','), all.Where(state => ListRules.Shows(new(view, Me), Of(state))));
    }

    [Fact]
    public void Shows_AnotherQueue_IsLeftOut()
    {
        var c = Queued();
        Assert.True(ListRules.Shows(new(ConversationView.Unassigned, Me, Queue: c.QueueId), c));
        Assert.False(ListRules.Shows(new(ConversationView.Unassigned, Me, Queue: QueueId.New()), c));
    }

    [Theory]
    [InlineData("mara", true), InlineData("MARA@", true), InlineData("post", false), InlineData("", true)]
    public void Matches_ASearch_ComparesNameAndAddressFromTheirBeginning(string search, bool found) =>
        Assert.Equal(found, ListRules.Matches(new(ConversationView.Mine, Me, search), With(Me).Row()));

    [Fact]
    public void Count_AConversationsWay_AddsUpToWhatIsThere()
    {
        var queued = Queued();
        var mine = With(Me);
        var counts = new ConversationCounts(0, 0, 0);
        counts = ListRules.Count(counts, null, queued, Me);
        Assert.Equal(new(0, 1, 1), counts);
        counts = ListRules.Count(counts, queued, mine, Me);
        Assert.Equal(new(1, 0, 1), counts);
        counts = ListRules.Count(counts, mine, Asleep(Me), Me);
        Assert.Equal(new(1, 0, 0), counts);
        counts = ListRules.Count(counts, Asleep(Me), Resolved(Me), Me);
        Assert.Equal(new(0, 0, 0), counts);
    }

    [Fact]
    public void NeedsLook_OnlyWhatIsUnreadOrUnopenedAndMine()
    {
        Assert.True(ListRules.NeedsLook(Offered().Row(), Me));
        Assert.True(ListRules.NeedsLook(With(Me).Row(unread: 1), Me));
        Assert.False(ListRules.NeedsLook(With(Me).Row(), Me));
        Assert.False(ListRules.NeedsLook(With(Tomas).Row(unread: 9), Me));
        Assert.False(ListRules.NeedsLook(Asleep(Me).Row(unread: 1), Me));
    }

    [Fact]
    public void After_ACustomersMessage_CountsOneMore()
    {
        var before = With(Me);
        var after = before with { Version = 3, LastSequence = 2, LastPublicSequence = 2, Preview = "Anybody?" };
        Assert.Equal(after.Row(unread: 4), ListRules.After(before.Row(unread: 3), Change(before, after)));
        Assert.Equal(100, ListRules.After(before.Row(unread: 100), Change(before, after))!.Unread);
    }

    [Fact]
    public void After_AnAnswerOrANote_LeavesTheCount()
    {
        var before = With(Me);
        var answered = before with { Version = 3, LastSequence = 2, LastPublicSequence = 2, PreviewRole = Role.Agent, WaitingSince = null };
        Assert.Equal(answered.Row(unread: 3), ListRules.After(before.Row(unread: 3), Change(before, answered)));
        var noted = before with { Version = 3, LastSequence = 2 };
        Assert.Equal(noted.Row(unread: 3), ListRules.After(before.Row(unread: 3), Change(before, noted)));
    }

    [Fact]
    public void After_WhatTheEventDoesNotTell_AsksTheStore()
    {
        var before = With(Me);
        var known = before.Row();
        Assert.Null(ListRules.After(known, new ConversationChanged(Topic.Desk, before with { Version = 4 }, before with { Version = 3 })));
        Assert.Null(ListRules.After(known, new ConversationChanged(Topic.Desk, before with { Version = 3 }, null)));
        Assert.Null(ListRules.After(known, Change(before, before with { Version = 3, AssigneeId = Tomas })));
        Assert.Null(ListRules.After(known, Change(before, before with { Version = 3, QueueId = QueueId.New() })));
        Assert.Null(ListRules.After(known, Change(before, Resolved(Me) with { Version = 3 })));
        Assert.Null(ListRules.After(known, Change(before, before with { Version = 3, LastPublicSequence = 3 })));
    }

    [Fact]
    public void After_AnOlderChange_KeepsWhatIsKnown()
    {
        var known = With(Me).Row(unread: 2);
        Assert.Same(known, ListRules.After(known, Change(Queued(), known.Conversation)));
    }

    [Fact]
    public void After_OwnReceipt_ClearsWhatIsReadToTheEnd()
    {
        var row = (With(Me) with { LastSequence = 5, LastPublicSequence = 5 }).Row(unread: 2);
        Assert.Equal(0, ListRules.After(row, Receipt(5))!.Unread);
        Assert.Same(row, ListRules.After(row, Receipt(0)));
        Assert.Null(ListRules.After(row, Receipt(4)));
    }

    [Fact]
    public void Moves_OnlyBetweenTheCountedViews()
    {
        var mine = With(Me);
        Assert.False(ListRules.Moves(Change(mine, mine with { Version = 3, LastSequence = 2, LastPublicSequence = 2 })));
        Assert.True(ListRules.Moves(Change(mine, mine with { AssigneeId = null })));
        Assert.True(ListRules.Moves(Change(mine, Resolved(Me))));
        Assert.True(ListRules.Moves(new(Topic.Desk, mine, null)));
    }

    private static ConversationChanged Change(Conversation before, Conversation after) => new(Topic.Desk, after, before);

    private static ReceiptsAdvanced Receipt(long read) => new(Topic.User(Me), default, Side.Staff, Me.Value, 5, read);

    private static Conversation Of(string state) => state switch
    {
        "offered" => Offered(), "mine-waiting" => With(Me), "mine-answered" => Answered(Me), "others" => With(Tomas), "queued" => Queued(),
        "asleep" => Asleep(Tomas), "asleep-mine" => Asleep(Me), "resolved" => Resolved(Me), _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}

public sealed class InboxListTests
{
    private static readonly ConversationFilter Mine = new(ConversationView.Mine, Me);

    [Fact]
    public void Put_ANewRow_StandsWhereItBelongs()
    {
        var (old, young) = (With(Me, 30), With(Me, 1));
        var list = Loaded(young);
        list.Put(old.Id, old.Row());
        Assert.Equal([old.Id, young.Id], Ids(list));
    }

    [Fact]
    public void Put_WhileHeld_MovesNothing()
    {
        var (old, young) = (With(Me, 30), With(Me, 5));
        var list = Loaded(old, young);
        list.Hold(true);
        var older = With(Me, 90);
        list.Put(older.Id, older.Row());
        var answered = Answered(Me) with { Id = old.Id, Version = 3 };
        list.Put(old.Id, answered.Row());
        Assert.Equal([old.Id, young.Id, older.Id], Ids(list));
        Assert.Equal(3, list.Find(old.Id)!.Conversation.Version);

        list.Hold(false);
        Assert.Equal([older.Id, young.Id, old.Id], Ids(list));
    }

    [Fact]
    public void Put_WhatLeftWhileHeld_StaysUntilTheHandHasGone()
    {
        var (first, second) = (With(Me, 30), With(Me, 5));
        var list = Loaded(first, second);
        list.Hold(true);
        list.Put(first.Id, (Resolved(Me) with { Id = first.Id, Version = 3 }).Row());
        Assert.Equal([first.Id, second.Id], Ids(list));
        list.Hold(false);
        Assert.Equal([second.Id], Ids(list));
    }

    [Fact]
    public void Resort_AfterTheRankChanged_SortsAnewUnlessTheOrderIsHeld()
    {
        var (first, second) = (With(Me, 20), With(Me, 10));
        var loudest = first.Id;
        var list = new InboxList(Me) { Rank = row => row.Conversation.Id == loudest ? 2 : 1 };
        list.Load(Mine, [first.Row(), second.Row()]);
        Assert.Equal([first.Id, second.Id], Ids(list));
        Assert.False(list.Resort());

        loudest = second.Id;
        list.Hold(true);
        Assert.False(list.Resort());
        Assert.Equal([first.Id, second.Id], Ids(list));
        list.Hold(false);
        Assert.Equal([second.Id, first.Id], Ids(list));
        loudest = first.Id;

        Assert.True(list.Resort());
        Assert.Equal([first.Id, second.Id], Ids(list));
    }

    [Fact]
    public void Put_AnOlderState_ChangesNothing()
    {
        var c = With(Me) with { Version = 5 };
        var list = Loaded(c);
        list.Put(c.Id, (Resolved(Me) with { Id = c.Id, Version = 4 }).Row());
        Assert.Equal(5, list.Find(c.Id)!.Conversation.Version);
    }

    [Fact]
    public void Put_BeyondTheLimit_DropsTheLeastUrgent()
    {
        var all = Enumerable.Range(1, ListConversations.Limit).Select(m => With(Me, m + 10)).ToArray();
        var list = Loaded(all);
        var longest = With(Me, 9999);
        list.Put(longest.Id, longest.Row());
        Assert.Equal(ListConversations.Limit, Ids(list).Count);
        Assert.Equal(longest.Id, Ids(list)[0]);
        Assert.DoesNotContain(all[0].Id, Ids(list));
    }

    private static InboxList Loaded(params Conversation[] conversations)
    {
        var list = new InboxList(Me);
        list.Load(Mine, [.. conversations.Select(c => c.Row())]);
        return list;
    }

    private static List<ConversationId> Ids(InboxList list) => [.. list.Sections.SelectMany(s => s.Rows).Select(r => r.Conversation.Id)];
}

public sealed class AttentionRulesTests
{
    [Fact]
    public void Of_AnOffer_Calls() => Assert.Equal(AttentionKind.Offer, Of(Queued(), Offered()));

    [Fact]
    public void Of_ACustomersMessage_Calls()
    {
        var before = With(Me);
        Assert.Equal(AttentionKind.Message, Of(before, before with { LastPublicSequence = 2, LastSequence = 2 }));
    }

    [Fact]
    public void Of_OpeningResolvingOrAnothersMessage_IsSilent()
    {
        var offered = Offered();
        Assert.Null(Of(offered, offered with { OpenedAt = Now, OfferExpiresAt = null, LastPublicSequence = 2 }));
        var mine = With(Me);
        Assert.Null(Of(mine, mine with { LastPublicSequence = 2, PreviewRole = Role.Agent, WaitingSince = null }));
        Assert.Null(Of(mine, Resolved(Me) with { LastPublicSequence = 2 }));
        var other = With(Tomas);
        Assert.Null(Of(other, other with { LastPublicSequence = 2 }));
    }

    private static AttentionKind? Of(Conversation before, Conversation after) => AttentionRules.Of(new(Topic.Desk, after, before), Me);
}
