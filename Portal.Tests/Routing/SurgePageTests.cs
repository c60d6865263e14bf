using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Components.Channels;
using Portal.Components.Routing;
using Portal.Domain.Channels;
using Portal.Domain.Routing;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Routing;

public sealed class SurgePageTests(SqliteTestDatabase database) : StoreTests<SqliteTestDatabase>(database), IAsyncDisposable
{
    private readonly PageContext page = new(actor: new(Guid.CreateVersion7(), Role.Supervisor, "Ada"));

    [Fact]
    public async Task Surge_BegunWithAChosenCapacityAndLength_SaysUntilWhenAndByWhom()
    {
        var world = await new World(Database).BuildAsync();
        var name = (await world.Routing.FindQueueAsync(world.Queue, Ct))!.Name;
        var shown = Show();
        shown.WaitForElement($"[aria-label='Begin a surge of {name}']");

        await shown.Find($"[aria-label='Capacity in a surge of {name}']").ChangeAsync(new ChangeEventArgs { Value = "200" });
        await shown.Find($"[aria-label='How long a surge of {name} lasts']").ChangeAsync(new ChangeEventArgs { Value = "30" });
        await shown.Find($"[aria-label='Begin a surge of {name}']").ClickAsync();

        shown.WaitForElement($"[aria-label='End it: the surge of {name}']");
        var stored = (await world.Routing.FindQueueAsync(world.Queue, Ct))!;
        Assert.Equal((200, "Ada", Database.Clock.GetUtcNow().AddMinutes(30)), (stored.SurgePercent, stored.SurgeBy, stored.SurgeUntil!.Value));
        Assert.Contains("Ada", shown.FindAll("[aria-label=Queues] tr").Single(r => r.TextContent.Contains(name, StringComparison.Ordinal)).TextContent, StringComparison.Ordinal);

        await shown.Find($"[aria-label='End it: the surge of {name}']").ClickAsync();
        shown.WaitForElement($"[aria-label='Begin a surge of {name}']");
        Assert.Null((await world.Routing.FindQueueAsync(world.Queue, Ct))!.SurgeUntil);
        var earlier = shown.FindAll("[aria-labelledby=earlier-h] tbody tr").Single(r => r.TextContent.Contains(name, StringComparison.Ordinal)).TextContent;
        Assert.Contains("200 %", earlier, StringComparison.Ordinal);
        Assert.Equal(2, earlier.Split("by Ada").Length - 1);
    }

    [Theory]
    [InlineData(true, null, "Many people are writing to us right now"), InlineData(true, "Please be patient", "Please be patient"), InlineData(false, null, "We sell lamps")]
    public void Greeting_WhileASurgeIsOn_IsOneLineInsteadOfTheIntroduction(bool surge, string? own, string expected)
    {
        using var chat = new BunitContext();
        var shown = chat.Render<ChatHeader>(p => p.Add(c => c.Words, new ChatWords("en")).Add(c => c.Texts, new InboxTexts { Introduction = "We sell lamps", Busy = own }).Add(c => c.Brief, surge));

        Assert.StartsWith(expected, shown.Find(".hello p").TextContent, StringComparison.Ordinal);
        Assert.Equal(surge, !shown.Markup.Contains("We sell lamps", StringComparison.Ordinal));
    }

    private IRenderedComponent<SurgePage> Show()
    {
        page.Services.AddSingleton<TimeProvider>(Database.Clock);
        page.Services.AddSingleton(new ReadTeam(Get<IRoutingStore>())).AddSingleton(new SetSurge(Get<IRoutingStore>(), Database.Hub, Database.Clock, NullLogger<SetSurge>.Instance));
        return page.Show<SurgePage>();
    }

    public ValueTask DisposeAsync() => page.DisposeAsync();
}
