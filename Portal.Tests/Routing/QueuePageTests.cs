using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Components.Routing;
using Portal.Components.Shared;
using Portal.Domain.Channels;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Routing;

public sealed class QueuePageTests(SqliteTestDatabase database) : StoreTests<SqliteTestDatabase>(database), IAsyncDisposable
{
    private readonly PageContext page = new();

    private IRoutingStore Store => Get<IRoutingStore>();

    [Fact]
    public async Task New_Created_HasItsMembersAndStandard()
    {
        var name = AName();
        var greta = await AnAgentAsync("Greta Holm");
        var shown = Open(null);

        await Field(shown, "Name").ChangeAsync(new ChangeEventArgs { Value = name });
        await Field(shown, "Percent of first answers").ChangeAsync(new ChangeEventArgs { Value = "90" });
        await Field(shown, "within").ChangeAsync(new ChangeEventArgs { Value = "8" });
        await Field(shown, "Unit").ChangeAsync(new ChangeEventArgs { Value = "1" });
        await Field(shown, "Seconds to open an offered conversation").ChangeAsync(new ChangeEventArgs { Value = "30" });
        await MemberOf(shown, "Greta Holm").ChangeAsync(new ChangeEventArgs { Value = true });
        await shown.Find("form").SubmitAsync();

        var queue = (await Store.ListQueuesAsync(Ct)).Single(q => q.Name == name);
        Assert.Equal((90, TimeSpan.FromMinutes(8), TimeSpan.FromSeconds(30)), (queue.ServiceLevelPercent, queue.ServiceLevelWithin, queue.OfferTimeout));
        Assert.Equal(greta, Assert.Single(await Store.ListMembersOfAsync(queue.Id, Ct)).Id);
        Assert.EndsWith($"admin/queues/{queue.Id}", page.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_SomethingWrong_SaysItBesideTheFieldsAndKeepsWhatWasTyped()
    {
        var other = await AQueueAsync();
        var shown = Open((await AQueueAsync()).Id);

        await Field(shown, "Name").ChangeAsync(new ChangeEventArgs { Value = other.Name });
        await Field(shown, "Percent of first answers").ChangeAsync(new ChangeEventArgs { Value = "ninety" });
        await Field(shown, "Seconds to open an offered conversation").ChangeAsync(new ChangeEventArgs { Value = "2" });
        await shown.Find("form").SubmitAsync();

        Assert.Equal(["Another queue has this name already.", "Between 1 and 100 percent.", "Between 5 seconds and one hour."], shown.FindAll(".wrong").Select(w => w.TextContent));
        Assert.Equal("ninety", Field(shown, "Percent of first answers").GetAttribute("value"));
        Assert.Contains("3 fields", shown.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Member_TakenOut_IsNoneAnyMore()
    {
        var greta = await AnAgentAsync("Greta Holm");
        var queue = await AQueueAsync(greta);
        var shown = Open(queue.Id);

        await MemberOf(shown, "Greta Holm", checkedNow: true).ChangeAsync(new ChangeEventArgs { Value = false });
        await shown.Find("form").SubmitAsync();

        Assert.Empty(await Store.ListMembersOfAsync(queue.Id, Ct));
        Assert.Equal("Saved", shown.Find(".state").TextContent);
    }

    [Fact]
    public async Task Delete_Unused_AsksThenGoes()
    {
        var queue = await AQueueAsync();
        var shown = Open(queue.Id);

        await Button(shown, "Delete").ClickAsync();
        Assert.NotNull(await Store.FindQueueAsync(queue.Id, Ct));
        await Button(shown, "Delete queue").ClickAsync();

        Assert.Null(await Store.FindQueueAsync(queue.Id, Ct));
        Assert.EndsWith("admin/queues", page.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_UsedByAnInbox_IsRefusedWithTheReason()
    {
        var queue = await AQueueAsync();
        await Get<IInboxStore>().SaveAsync(new() { Id = InboxId.New(), Key = InboxRules.NewKey(), Name = "Shop", QueueId = queue.Id, Secret = "s", CreatedAt = default }, Ct);
        var shown = Open(queue.Id);

        await Button(shown, "Delete").ClickAsync();
        await Button(shown, "Delete queue").ClickAsync();

        Assert.Contains("something still uses", shown.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.NotNull(await Store.FindQueueAsync(queue.Id, Ct));
    }

    [Fact]
    public async Task Edit_PriorityChoiceAndFallback_AreKept()
    {
        var (greta, olga) = (await AnAgentAsync("Greta Holm"), await AnAgentAsync("Olga Brandt"));
        var queue = await AQueueAsync(greta, olga);
        var shown = Open(queue.Id);

        await Field(shown, "Priority").ChangeAsync(new ChangeEventArgs { Value = "10" });
        await Field(shown, "Agent").ChangeAsync(new ChangeEventArgs { Value = "2" });
        await Field(shown, "Seconds before fallback members are asked").ChangeAsync(new ChangeEventArgs { Value = "90" });
        await shown.Find("input[aria-label='Olga Brandt is a fallback member']").ChangeAsync(new ChangeEventArgs { Value = true });
        await shown.Find("form").SubmitAsync();

        var stored = (await Store.FindQueueAsync(queue.Id, Ct))!;
        Assert.Equal((10, AgentChoice.RoundRobin, TimeSpan.FromSeconds(90)), (stored.Priority, stored.AgentChoice, stored.FallbackAfter));
        var seats = (await Store.ListSeatsAsync([queue.Id], Ct))[queue.Id].ToDictionary(s => s.Agent.Id, s => s.IsFallback);
        Assert.Equal((false, true), (seats[greta], seats[olga]));
    }

    [Fact]
    public async Task Edit_LineAndWhatHappensBeyond_AreKept()
    {
        var queue = await AQueueAsync();
        var shown = Open(queue.Id);

        await Field(shown, "So many may wait").ChangeAsync(new ChangeEventArgs { Value = "20" });
        await Field(shown, "Whoever comes when it is full").ChangeAsync(new ChangeEventArgs { Value = "1" });
        await Field(shown, "Seconds until customers may leave an address instead").ChangeAsync(new ChangeEventArgs { Value = "120" });
        await Field(shown, "German, Deutsch").ChangeAsync(new ChangeEventArgs { Value = "Bitte später." });
        await shown.Find("form").SubmitAsync();

        var stored = (await Store.FindQueueAsync(queue.Id, Ct))!;
        Assert.Equal((20, WhenFull.AskEmail, TimeSpan.FromSeconds(120), new LineText("de", "Bitte später.")), (stored.LongestLine, stored.WhenFull, stored.OfferEmailAfter, Assert.Single(stored.FullTexts)));
        Assert.Equal("Saved", shown.Find(".state").TextContent);
    }

    [Fact]
    public async Task Edit_FullLineOverflowsNowhere_IsSaidBesideTheChoice()
    {
        var queue = await AQueueAsync();
        var shown = Open(queue.Id);

        await Field(shown, "So many may wait").ChangeAsync(new ChangeEventArgs { Value = "20" });
        await shown.Find("form").SubmitAsync();

        Assert.Equal("Choose the queue that those who wait too long go to.", Assert.Single(shown.FindAll(".wrong")).TextContent);
        Assert.Equal(queue, await Store.FindQueueAsync(queue.Id, Ct));
    }

    [Theory]
    [InlineData("0"), InlineData("101"), InlineData("soon")]
    public async Task Edit_PriorityOutOfRange_IsRefusedAndKept(string priority)
    {
        var queue = await AQueueAsync();
        var shown = Open(queue.Id);

        await Field(shown, "Priority").ChangeAsync(new ChangeEventArgs { Value = priority });
        await shown.Find("form").SubmitAsync();

        Assert.Equal((priority, "true"), (Field(shown, "Priority").GetAttribute("value"), Field(shown, "Priority").GetAttribute("aria-invalid")));
        Assert.Equal(queue, await Store.FindQueueAsync(queue.Id, Ct));
    }

    [Fact]
    public async Task List_ShowsMembersAndStandardAndWhoIsMissing()
    {
        var (answered, empty) = (await AQueueAsync(await AnAgentAsync("Ines Okafor"), await AnAgentAsync("Jonas Weber")), await AQueueAsync());
        Register();

        var list = page.Show<QueuesPage>();

        Assert.Contains("Ines Okafor and Jonas Weber", RowOf(list, answered.Name), StringComparison.Ordinal);
        Assert.Contains("80 % within 1 min", RowOf(list, answered.Name), StringComparison.Ordinal);
        Assert.Contains("Nobody answers it", RowOf(list, empty.Name), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(45), InlineData(60), InlineData(90), InlineData(14_400), InlineData(90_000), InlineData(172_800)]
    public void Draft_OfAQueue_ReadsBackAsTheSame(int seconds)
    {
        var queue = new Queue { Id = QueueId.New(), Name = "Sales", ServiceLevelWithin = TimeSpan.FromSeconds(seconds) };

        Assert.Equal(queue, QueueDraft.Of(queue, []).Over(queue));
    }

    public ValueTask DisposeAsync() => page.DisposeAsync();

    private void Register() => page.Services.AddSingleton(Store).AddSingleton<ReadTeam>().AddSingleton(Get<Portal.Domain.ServiceLevels.IServiceLevelStore>()).AddSingleton<Portal.Domain.ServiceLevels.ServiceStandards>().AddSingleton<Portal.Domain.ServiceLevels.ReadStandards>().AddSingleton<SaveQueue>().AddSingleton<DeleteQueue>();

    private IRenderedComponent<QueuePage> Open(QueueId? id)
    {
        Register();
        var shown = page.Show<QueuePage>(p => p.Add(q => q.Id, id?.Value));
        shown.WaitForAssertion(() => Assert.Empty(shown.FindAll("[aria-busy]")));
        return shown;
    }

    private static string RowOf(IRenderedComponent<QueuesPage> list, string name) => list.FindAll("tbody tr").Single(r => r.TextContent.Contains(name, StringComparison.Ordinal)).TextContent;

    private static IElement Field(IRenderedComponent<QueuePage> shown, string label) =>
        shown.Find("#" + shown.FindAll("label[for]").Single(l => l.TextContent == label).GetAttribute("for"));

    private static IElement MemberOf(IRenderedComponent<QueuePage> shown, string name, bool checkedNow = false) =>
        shown.FindAll(".members label:first-child").First(l => l.QuerySelector(".n")!.TextContent == name && l.QuerySelector("input")!.HasAttribute("checked") == checkedNow).QuerySelector("input")!;

    private static IElement Button(IRenderedComponent<QueuePage> shown, string name) => shown.FindAll("button").Single(b => b.TextContent.Trim() == name);

    private static string AName() => $"Queue {Guid.CreateVersion7():N}"[..30];

    private async Task<UserId> AnAgentAsync(string name)
    {
        // One of the name is enough: the tests of this class share the database.
        if ((await Store.ListAgentsAsync(Ct)).FirstOrDefault(a => a.Name == name) is { } known) return known.Id;
        var id = new UserId(Guid.CreateVersion7());
        await Store.SaveAgentAsync(id, name, new(Chat: 4), true, Ct);
        return id;
    }

    private async Task<Queue> AQueueAsync(params UserId[] members)
    {
        var queue = new Queue { Id = QueueId.New(), Name = $"Q{Guid.CreateVersion7():N}" };
        await Store.SaveQueueAsync(queue, members, [], Ct);
        return queue;
    }
}
