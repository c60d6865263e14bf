namespace Portal.E2E.Conversations.Faults;

/// <summary>Each property, with a fault planted that only it can catch.</summary>
public sealed class CheckerTests
{
    private static readonly Guid Talk = Guid.Parse("00000000-0000-0000-0000-000000000001");
    private static readonly Guid Reader = Guid.Parse("00000000-0000-0000-0000-000000000002");

    private readonly History history = new();
    private readonly List<StoredEntry> stored = [];

    [Fact]
    public void EverythingInOrder_AsOneTalkGoes_FindsNothing()
    {
        Stored("k1", Sent("k1"), sequence: 2);
        Stored("a1", Sent("a1"), sequence: 3);
        Stored("note", Sent("note"), sequence: 4, everyone: false);
        Stored("k2", Sent("k2"), sequence: 5);
        stored.Add(new StoredEntry(Talk, 1, Guid.NewGuid(), null, IsMessage: false));
        Shows("customer", 1, false, "k1", "a1", "k2");
        Shows("agent", 1, true, "k1", "a1");
        Shows("agent", 2, true, "a1", "note", "k2");
        history.Settle("customer", 1);
        history.Settle("agent", 2);
        history.Mark(Talk, Reader, 3, 2, 3);
        history.Mark(Talk, Reader, 3, 3, 3);

        Assert.Empty(Check());
    }

    [Fact]
    public void Ok_NotStored_IsLost() => Caught(1, "lost", () => Sent("gone"));

    [Fact]
    public void Ok_StoredTwice_IsDoubled() => Caught(1, "doubled", () =>
    {
        var id = Sent("twice");
        Stored("twice", id, 1);
        Stored("twice", id, 2);
    });

    [Fact]
    public void Ok_StoredInAnotherConversationToo_IsDoubled() => Caught(1, "doubled", () =>
    {
        var id = Sent("twice");
        Stored("twice", id, 1);
        stored.Add(new StoredEntry(Guid.NewGuid(), 1, id, "twice"));
    });

    [Fact]
    public void Ok_StoredWithAnotherText_IsCaught() => Caught(1, "another text", () => Stored("changed", Sent("mine"), 1));

    [Fact]
    public void Unknown_StoredOnceOrNever_IsFine()
    {
        Stored("once", Asked("once"), 1);
        Asked("never");

        Assert.Empty(Check());
    }

    [Fact]
    public void Unknown_StoredTwice_IsDoubled() => Caught(2, "doubled", () =>
    {
        var id = Asked("twice");
        Stored("twice", id, 1);
        Stored("twice", id, 2);
    });

    [Fact]
    public void Message_ThatNobodySent_IsCaught() => Caught(2, "nobody sent", () => Stored("ghost", Guid.NewGuid(), 1));

    [Fact]
    public void Fail_Stored_IsCaught() => Caught(3, "refused", () =>
    {
        var id = Asked("no");
        history.Fail(id, "not yours");
        Stored("no", id, 1);
    });

    [Fact]
    public void Numbers_WithAHole_AreCaught() => Caught(4, "where 2 was due", () =>
    {
        Stored("k1", Sent("k1"), 1);
        Stored("k2", Sent("k2"), 3);
    });

    [Fact]
    public void Numbers_OneTwice_AreCaught() => Caught(4, "where 2 was due", () =>
    {
        Stored("k1", Asked("k1"), 1);
        Stored("k2", Asked("k2"), 1);
    });

    [Fact]
    public void Numbers_OtherForAnObserver_AreCaught() => Caught(4, "the database says 1", () =>
    {
        Stored("k1", Sent("k1"), 1);
        history.Arrive("agent", 1, staff: true, "k1", sequence: 2);
    });

    [Fact]
    public void Stream_WithAGap_IsCaught() => Caught(5, "before 1 earlier", () =>
    {
        StoredInOrder("k1", "k2", "k3");
        Shows("agent", 1, true, "k1", "k3");
    });

    [Fact]
    public void Stream_OutOfOrder_IsCaught() => Caught(5, "too late", () =>
    {
        StoredInOrder("k1", "k2", "k3");
        Shows("agent", 1, true, "k2", "k1");
    });

    [Fact]
    public void Stream_SomethingTwice_IsCaught() => Caught(5, "again", () =>
    {
        StoredInOrder("k1", "k2");
        Shows("customer", 1, false, "k1", "k2", "k2");
    });

    [Fact]
    public void Stream_SettledBeforeTheEnd_IsCaught() => Caught(5, "never came", () =>
    {
        StoredInOrder("k1", "k2");
        Shows("customer", 1, false, "k1");
        history.Settle("customer", 1);
    });

    [Fact]
    public void Stream_NoteOnACustomersPage_IsCaught() => Caught(5, "not for this observer", () =>
    {
        Stored("k1", Sent("k1"), 1);
        Stored("note", Sent("note"), 2, everyone: false);
        Shows("customer", 1, false, "k1", "note");
    });

    [Fact]
    public void Stream_ShownAndNotStored_IsCaught() => Caught(5, "does not hold", () =>
    {
        Asked("k1");
        Shows("customer", 1, false, "k1");
    });

    [Fact]
    public void Order_AnsweredBeforeTheOtherWasSent_IsCaught() => Caught(6, "not above 2", () =>
    {
        Stored("first", Sent("first"), 2);
        Stored("second", Sent("second"), 1);
    });

    [Fact]
    public void Order_SentAtTheSameTime_MayBeEither()
    {
        var (one, other) = (Asked("one"), Asked("other"));
        history.Ok(one);
        history.Ok(other);
        Stored("one", one, 2);
        Stored("other", other, 1);

        Assert.Empty(Check());
    }

    [Fact]
    public void Marks_GoingBack_AreCaught() => Caught(8, "went back", () =>
    {
        history.Mark(Talk, Reader, 3, 3, 3);
        history.Mark(Talk, Reader, 3, 2, 3);
    });

    [Fact]
    public void Marks_BeyondTheNewest_AreCaught() => Caught(8, "beyond", () => history.Mark(Talk, Reader, 4, 4, 3));

    [Fact]
    public void Marks_ReadBeforeDelivered_AreCaught() => Caught(8, "before it was delivered", () => history.Mark(Talk, Reader, 1, 2, 3));

    private IReadOnlyList<Violation> Check() => Checker.Check(history, stored);

    private void Caught(int property, string words, Action plant)
    {
        plant();
        var found = Assert.Single(Check());
        Assert.Equal(property, found.Property);
        Assert.Contains(words, found.What);
    }

    private Guid Asked(string text)
    {
        var id = Guid.NewGuid();
        history.Invoke("somebody", id, text);
        return id;
    }

    private Guid Sent(string text)
    {
        var id = Asked(text);
        history.Ok(id);
        return id;
    }

    private void Stored(string text, Guid id, long sequence, bool everyone = true) => stored.Add(new StoredEntry(Talk, sequence, id, text, Everyone: everyone));

    private void StoredInOrder(params string[] texts)
    {
        for (var i = 0; i < texts.Length; i++) Stored(texts[i], Sent(texts[i]), i + 1);
    }

    private void Shows(string observer, int page, bool staff, params string[] texts)
    {
        foreach (var text in texts) history.Arrive(observer, page, staff, text);
    }
}
