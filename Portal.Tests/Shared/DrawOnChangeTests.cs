using Bunit;
using Portal.Components.Shared;

namespace Portal.Tests.Shared;

public sealed class DrawOnChangeTests : IAsyncDisposable
{
    private readonly PageContext page = new();
    private int drawn;

    [Fact]
    public void Content_WhileWhatItShowsIsTheSame_IsDrawnOnce()
    {
        var shown = page.Show<DrawOnChange>(p => p.Add(c => c.Of, (1, "a")).Add(c => c.ChildContent, b => b.AddContent(0, ++drawn)));
        shown.Render(p => p.Add(c => c.Of, (1, "a")));
        Assert.Equal("1", shown.Markup);

        shown.Render(p => p.Add(c => c.Of, (2, "a")));
        Assert.Equal("2", shown.Markup);
    }

    [Fact]
    public void Content_ThatShowsNothingElse_IsDrawnOnceAndStays()
    {
        var shown = page.Show<DrawOnChange>(p => p.Add(c => c.Of, null).Add(c => c.ChildContent, b => b.AddContent(0, ++drawn)));
        shown.Render(p => p.Add(c => c.Of, null));
        Assert.Equal("1", shown.Markup);
    }

    public ValueTask DisposeAsync() => page.DisposeAsync();
}
