namespace Portal.E2E.Conversations.Faults;

public sealed class ChaosLogTests
{
    [Fact]
    public void Lines_OfAHistory_TellEverythingInItsOrder()
    {
        var history = new History();
        var (first, second, third) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        history.Invoke("ann", first, "one");
        history.Invoke("bob", second, "two");
        history.Ok(first);
        history.Arrive("bob", 2, true, "one", 7);
        history.Fail(second, "no room");
        history.Invoke("ann", third, "three");
        var late = history.Now + TimeSpan.FromMinutes(1);

        var lines = ChaosLog.Lines(history,
        [
            new(new(TimeSpan.Zero, "node killed", TimeSpan.FromSeconds(1), 4), true, late, late + TimeSpan.FromSeconds(1)),
            new(new(TimeSpan.Zero, "node hangs", TimeSpan.FromSeconds(1), 4), false, late, late),
        ]);

        string[] expected =
        [
            "ann\tsends\tone", "bob\tsends\ttwo", "ann\tok\tone", "bob\tpage 2 shows 7\tone", "bob\trefused, no room\ttwo", "ann\tsends\tthree", "ann\tunknown\tthree",
            "fault\tnode killed\t4", "healed\tnode killed\t4",
        ];
        Assert.Equal(expected, lines.Select(l => l[(l.IndexOf('\t', StringComparison.Ordinal) + 1)..]));
    }
}
