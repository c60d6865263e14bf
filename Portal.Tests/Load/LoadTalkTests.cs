using Portal.Bench.Load;

namespace Portal.Tests.Load;

/// <summary>The driver's own judgement: a loss, a double or a wrong order must not go by.</summary>
public sealed class LoadTalkTests
{
    private readonly Ends ends = new();

    [Fact]
    public async Task Talk_InOrderAtBothEnds_IsWhole()
    {
        var talk = await SentAsync(both: 3);
        foreach (var at in new[] { End.Customer, End.Staff })
        {
            for (var n = 1; n <= 3; n++)
            {
                Hear(talk, at, End.Customer, n);
                Hear(talk, at, End.Staff, n);
            }
        }

        Assert.True(talk.IsComplete);
        Assert.Equal((6, 0, 0, 0), Sums(talk));
    }

    [Fact]
    public async Task Talk_ThatOneEndMisses_IsLost()
    {
        var talk = await SentAsync(both: 1);
        Hear(talk, End.Customer, End.Customer, 1);
        Hear(talk, End.Customer, End.Staff, 1);
        Hear(talk, End.Staff, End.Staff, 1);
        Assert.False(talk.IsComplete);
        Assert.Equal((2, 1, 0, 0), Sums(talk));
    }

    [Fact]
    public async Task Talk_HeardTwice_IsDoubled()
    {
        var talk = await SentAsync(both: 1);
        foreach (var at in new[] { End.Customer, End.Staff })
        {
            Hear(talk, at, End.Customer, 1);
            Hear(talk, at, End.Staff, 1);
        }

        Hear(talk, End.Staff, End.Customer, 1);
        Assert.Equal((2, 0, 1, 0), Sums(talk));
    }

    [Fact]
    public async Task Talk_InAnotherOrderAtEachEnd_IsReordered()
    {
        var talk = await SentAsync(both: 1);
        Hear(talk, End.Customer, End.Customer, 1);
        Hear(talk, End.Customer, End.Staff, 1);
        Hear(talk, End.Staff, End.Staff, 1);
        Hear(talk, End.Staff, End.Customer, 1);
        Assert.Equal((2, 0, 0, 1), Sums(talk));
    }

    [Fact]
    public async Task Talk_WithAGap_IsReorderedOrLost()
    {
        var talk = await SentAsync(both: 2);
        Hear(talk, End.Customer, End.Staff, 2);
        Hear(talk, End.Customer, End.Staff, 1);
        var (_, lost, doubled, reordered) = Sums(talk);
        Assert.True(lost > 0 && doubled > 0 && reordered > 0);
    }

    [Fact]
    public async Task Agrees_OnlyWithTheWholeEnd()
    {
        var talk = await SentAsync(both: 2);
        Assert.True(talk.Agrees([(End.Customer, "Hello"), (End.Customer, "1 a"), (End.Staff, "1 b"), (End.Staff, "2 b"), (End.Customer, "2 a")]));
        Assert.True(talk.Agrees([(End.Staff, "2 b"), (End.Customer, "2 a")]));
        Assert.False(talk.Agrees([(End.Customer, "1 a"), (End.Staff, "1 b"), (End.Staff, "2 b")]));
        Assert.False(talk.Agrees([(End.Customer, "2 a"), (End.Customer, "1 a"), (End.Staff, "2 b")]));
        Assert.False(talk.Agrees([]));
    }

    private async Task<LoadTalk> SentAsync(int both)
    {
        var talk = await LoadTalk.BeginAsync(_ => Task.FromResult<ILoadTalk>(ends), glimpses: false);
        for (var n = 0; n < both; n++)
        {
            await talk.SendAsync(End.Customer, "a", 0, CancellationToken.None);
            await talk.SendAsync(End.Staff, "b", 0, CancellationToken.None);
        }

        return talk;
    }

    private void Hear(LoadTalk talk, End at, End from, int number) => talk.Hear(at, from, ends.Sent.First(s => s.From == from && s.Text.StartsWith($"{number} ", StringComparison.Ordinal)).Text, 0);

    private static (long Sent, long Lost, long Doubled, long Reordered) Sums(LoadTalk talk)
    {
        var figures = new LoadFigures();
        talk.AddTo(figures);
        return (figures.Sent, figures.Lost, figures.Doubled, figures.Reordered);
    }

    private sealed class Ends : ILoadTalk
    {
        public List<(End From, string Text)> Sent { get; } = [];

        public Task SendAsync(End from, string text, CancellationToken ct)
        {
            Sent.Add((from, text));
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
