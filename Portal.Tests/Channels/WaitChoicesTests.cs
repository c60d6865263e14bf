using Bunit;
using Microsoft.AspNetCore.Components;
using Portal.Components.Channels;

namespace Portal.Tests.Channels;

public sealed class WaitChoicesTests : BunitContext
{
    private readonly List<string> left = [];
    private int stayed;

    private IRenderedComponent<WaitChoices> Show(string? known = null) => Render<WaitChoices>(p => p
        .Add(c => c.Words, new ChatWords("en")).Add(c => c.Known, known).Add(c => c.Hint, "You are number 3 in line.")
        .Add(c => c.Left, email => { left.Add(email); return Task.CompletedTask; }).Add(c => c.Stayed, EventCallback.Factory.Create(this, () => stayed++)));

    [Fact]
    public async Task Leave_KnownAddress_IsFilledInAndTaken()
    {
        var shown = Show("mara@post.example");

        await shown.Find("form").SubmitAsync();

        Assert.Equal(["mara@post.example"], left);
        Assert.Contains("You are number 3 in line.", shown.Find("[role=status]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leave_NoAddress_IsSaidBesideTheFieldAndNothingIsLeft()
    {
        var shown = Show();
        await shown.Find("input").ChangeAsync(new ChangeEventArgs { Value = "mara" });

        await shown.Find("form").SubmitAsync();

        Assert.Empty(left);
        Assert.Equal(("true", "later-fault"), (shown.Find("input").GetAttribute("aria-invalid"), shown.Find("[role=alert]").Id));
    }

    [Fact]
    public async Task Stay_Pressed_TellsThePage()
    {
        var shown = Show();

        await shown.FindAll("button").Single(b => b.TextContent == "Keep waiting").ClickAsync();

        Assert.Equal((1, 0), (stayed, left.Count));
    }
}
