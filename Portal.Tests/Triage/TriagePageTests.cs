using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Components.Triage;
using Portal.Domain.Channels;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;
using Portal.Domain.Triage;
using Portal.Tests.Shared;

namespace Portal.Tests.Triage;

public sealed class TriagePageTests(SqliteTestDatabase database) : StoreTests<SqliteTestDatabase>(database), IAsyncDisposable
{
    private readonly PageContext page = new();

    private ITriageStore Store => Get<ITriageStore>();

    [Fact]
    public async Task Rules_WrittenOrderedAndPublished_AreInForceInThatOrder()
    {
        var shown = Open();
        await AddAsync(shown, "First", "one");
        await AddAsync(shown, "Second", "two");

        await Row(shown, "Second").KeyDownAsync(new KeyboardEventArgs { Key = "ArrowUp", AltKey = true });
        Assert.Equal("Not saved yet", shown.Find(".state").TextContent);
        await ClickAsync(shown, "Publish");
        await ClickAsync(shown, "Publish now");

        var version = (await Store.FindVersionAsync((await Store.FindPublishedAsync(Ct))!.Value, Ct))!;
        Assert.Equal(["Second", "First"], version.Rules.Select(r => r.Name).TakeLast(2));
        Assert.Equal("two", version.Rules[^2].Then.Topic);
        Assert.Equal($"Version {version.Number} is in force", shown.Find(".state").TextContent);
    }

    [Fact]
    public async Task Save_ARuleThatSetsNothing_SaysSoAtTheRuleAndKeepsWhatWasTyped()
    {
        var shown = Open();
        await AddAsync(shown, "Empty", "");

        await ClickAsync(shown, "Save draft");

        Assert.Contains("One rule needs another look.", shown.FindAll("[role=alert]").Select(a => a.TextContent.Trim()));
        Assert.Contains("It sets nothing: choose a topic, a queue, tags, a priority, skills or a weight.", shown.FindAll("[role=alert]").Select(a => a.TextContent.Trim()));
        Assert.Equal("Empty", Field(shown, "Rule name").GetAttribute("value"));
    }

    [Fact]
    public async Task Condition_ChangedToAnotherField_OffersOnlyWhatFits()
    {
        var shown = Open();
        await ClickAsync(shown, "Add rule");

        await shown.Find("select[aria-label=Field]").ChangeAsync(new ChangeEventArgs { Value = nameof(Portal.Domain.Triage.Field.EarlierConversations) });
        Assert.Equal(["is", "is not", "is more than", "is less than"], shown.FindAll("select[aria-label=Comparison] option").Select(o => o.TextContent));
        await shown.Find("select[aria-label=Field]").ChangeAsync(new ChangeEventArgs { Value = nameof(Portal.Domain.Triage.Field.WithinHours) });
        Assert.Empty(shown.FindAll("select[aria-label=Comparison]"));
        await shown.Find("select[aria-label=Field]").ChangeAsync(new ChangeEventArgs { Value = nameof(Portal.Domain.Triage.Field.TimeOfDay) });
        Assert.Equal(2, shown.FindAll("input[type=time]").Count);
    }

    [Fact]
    public async Task Rule_ThatSetsPrioritySkillsAndWeight_IsSavedAndShownInItsRow()
    {
        var skill = new Skill { Id = SkillId.New(), Name = $"Kettles {Guid.CreateVersion7():N}" };
        await Get<IRoutingStore>().SaveSkillAsync(skill, new Dictionary<UserId, int>(), Ct);
        var shown = Open();
        await AddAsync(shown, "Hard ones", "Repair");
        await ChooseAsync(shown, "Priority", "High");
        await ChooseAsync(shown, "Weight", "1.5 units");
        await shown.Find("select[aria-label='Ask for a skill']").ChangeAsync(new ChangeEventArgs { Value = skill.Id.ToString() });
        await shown.Find($"select[aria-label='Level of {skill.Name}']").ChangeAsync(new ChangeEventArgs { Value = "4" });

        await ClickAsync(shown, "Save draft");

        var draft = (await Store.ListVersionsAsync(1, Ct))[0];
        var then = draft.Rules[^1].Then;
        Assert.Equal((PriorityLevel.High, 3), (then.Level!.Value, then.Weight!.Value));
        Assert.Equal([new SkillNeed(skill.Id, 4)], then.Needs);
        var row = Row(shown, "Hard ones").TextContent;
        Assert.Contains("Priority High", row);
        Assert.Contains($"Asks for {skill.Name} 4", row);
        Assert.Contains("Weight 1.5 units", row);
    }

    [Fact]
    public async Task Condition_OnStatusOrQueue_OffersWhatThereIs()
    {
        var shown = Open();
        await ClickAsync(shown, "Add rule");

        await shown.Find("select[aria-label=Field]").ChangeAsync(new ChangeEventArgs { Value = nameof(Portal.Domain.Triage.Field.Status) });
        Assert.Equal(["Choose…", "waiting for somebody", "with somebody", "snoozed", "resolved"], shown.FindAll("select[aria-label=Value] option").Select(o => o.TextContent));
        await shown.Find("select[aria-label=Value]").ChangeAsync(new ChangeEventArgs { Value = nameof(TriageStatus.Assigned) });
        Assert.Contains("status is “with somebody”", shown.FindAll(".rules .when").Last().TextContent);
        await shown.Find("select[aria-label=Field]").ChangeAsync(new ChangeEventArgs { Value = nameof(Portal.Domain.Triage.Field.Tag) });
        Assert.Equal("is", shown.FindAll("select[aria-label=Comparison] option")[0].TextContent);
    }

    public ValueTask DisposeAsync() => page.DisposeAsync();

    private IRenderedComponent<TriagePage> Open()
    {
        var team = new ReadTeam(Get<IRoutingStore>());
        var published = new PublishedTriage(Store, _ => null, []);
        page.Services.AddSingleton(new ReadTriage(Store)).AddSingleton(new SaveTriageDraft(Store, team, page.Hub, Database.Clock)).AddSingleton(new PublishTriage(Store, team, page.Hub, Database.Clock))
            .AddSingleton(new DryRunTriage(Store, published, team, new QueueHours(Get<Portal.Domain.ServiceLevels.ServiceStandards>()), Database.Clock)).AddSingleton(team).AddSingleton(new FindInbox(Get<IInboxStore>())).AddSingleton(Options.Create(new TriageOptions()));
        return page.Show<TriagePage>();
    }

    private static async Task AddAsync(IRenderedComponent<TriagePage> shown, string name, string topic)
    {
        await ClickAsync(shown, "Add rule");
        await Field(shown, "Rule name").ChangeAsync(new ChangeEventArgs { Value = name });
        await shown.Find("[aria-label='Remove the condition']").ClickAsync(new());
        await Field(shown, "Topic").ChangeAsync(new ChangeEventArgs { Value = topic });
    }

    private static Task ChooseAsync(IRenderedComponent<TriagePage> shown, string label, string text)
    {
        var select = Field(shown, label);
        return select.ChangeAsync(new ChangeEventArgs { Value = select.QuerySelectorAll("option").Single(o => o.TextContent == text).GetAttribute("value") });
    }

    private static IElement Row(IRenderedComponent<TriagePage> shown, string name) => shown.FindAll(".rules .row").Single(r => r.QuerySelector(".name")!.TextContent == name);

    /// <summary>On the renderer's own thread: what was published may have the page drawn anew between finding and clicking.</summary>
    private static Task ClickAsync(IRenderedComponent<TriagePage> shown, string text) => shown.InvokeAsync(() => Button(shown, text).ClickAsync(new()));

    private static IElement Button(IRenderedComponent<TriagePage> shown, string text) => shown.FindAll("button").First(b => b.TextContent.Trim() == text);

    private static IElement Field(IRenderedComponent<TriagePage> shown, string label) =>
        shown.Find($"#{shown.FindAll("label").First(l => l.TextContent.Trim() == label).GetAttribute("for")}");
}
