using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Components.Routing;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Routing;

public sealed class NeedsPanelTests(SqliteTestDatabase database) : StoreTests<SqliteTestDatabase>(database), IAsyncDisposable
{
    private PageContext? page;

    [Fact]
    public async Task Editor_WithoutAnySkill_SetsWeightAndPriority()
    {
        var (world, id, ines) = await HeldAsync();
        var shown = await OpenAsync(world, id, ines);

        await Field(shown, "Weight").ChangeAsync(new ChangeEventArgs { Value = "4" });
        await Field(shown, "Priority").ChangeAsync(new ChangeEventArgs { Value = "7" });
        await shown.Find("button.btn.sec").ClickAsync();

        var after = await world.FindAsync(id);
        Assert.Equal((4, 7), (after.Weight, after.Priority));
    }

    [Fact]
    public async Task Editor_AsItsQueue_TakesBackWhatWasSetByHand()
    {
        var (world, id, ines) = await HeldAsync();
        await new RequireSkills(world.Routing, new(world.Log)).ExecuteAsync(ines, id, new(Priority: 7, Weight: 4), Ct);
        var shown = await OpenAsync(world, id, ines);

        await Field(shown, "Weight").ChangeAsync(new ChangeEventArgs { Value = "0" });
        await Field(shown, "Priority").ChangeAsync(new ChangeEventArgs { Value = "" });
        await shown.Find("button.btn.sec").ClickAsync();

        var after = await world.FindAsync(id);
        Assert.Equal((null, null, Weights.Ordinary), (after.Weight, after.Priority, after.Units));
    }

    [Fact]
    public async Task Panel_OfSomebodyElsesConversationWithoutSkills_IsNotThere()
    {
        var (world, id, _) = await HeldAsync();
        Assert.Empty((await OpenAsync(world, id, await world.HireAsync("Tomás"))).FindAll("section"));
    }

    private async Task<(World World, ConversationId Id, Actor Ines)> HeldAsync()
    {
        var world = await new World(Database).BuildAsync();
        var ines = await world.HireAsync("Ines");
        var (id, _) = await world.BeginAsync();
        await world.Route.ExecuteAsync(world.Queue, Ct);
        return (world, id, ines);
    }

    private async Task<IRenderedComponent<NeedsPanel>> OpenAsync(World world, ConversationId id, Actor viewer)
    {
        var conversation = await world.FindAsync(id);
        page = new(actor: viewer);
        page.Services.AddSingleton(new ReadTeam(world.Routing)).AddSingleton(new RequireSkills(world.Routing, new(world.Log)));
        return page.Show<NeedsPanel>(p => p.Add(n => n.Conversation, conversation));
    }

    private static AngleSharp.Dom.IElement Field(IRenderedComponent<NeedsPanel> shown, string label) =>
        shown.Find($"#{shown.FindAll("label").Single(l => l.TextContent.Contains(label, StringComparison.Ordinal)).GetAttribute("for")}");

    public ValueTask DisposeAsync() => page?.DisposeAsync() ?? ValueTask.CompletedTask;
}
