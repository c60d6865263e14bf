using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Components.ServiceLevels;
using Portal.Domain.Conversations;
using Portal.Domain.ServiceLevels;
using Portal.Tests.Shared;

namespace Portal.Tests.ServiceLevels;

/// <summary>The admin's pages over the real operations and an embedded database.</summary>
public sealed class StandardPagesTests(SqliteTestDatabase database) : StoreTests<SqliteTestDatabase>(database), IAsyncDisposable
{
    private readonly PageContext page = new();

    private IServiceLevelStore Store => Get<IServiceLevelStore>();

    [Fact]
    public async Task CalendarPage_TypedAndSaved_IsStoredAsTyped()
    {
        Register();
        var shown = page.Show<CalendarPage>();
        Assert.NotNull(shown.Find("input[type=file]"));
        var name = $"Office {Guid.NewGuid():N}"[..20];
        await shown.Find("input.input").ChangeAsync(new() { Value = name });
        await shown.FindAll("input.input")[1].ChangeAsync(new() { Value = "Europe/Berlin" });
        await shown.Find("#day-Monday").ChangeAsync(new() { Value = "9-12, 13-18" });
        Assert.NotNull(shown.Find("input[type=file]"));
        await shown.Find("#preview-at").ChangeAsync(new() { Value = "2026-03-06T17:50" });
        Assert.Contains("the answer is due Monday 9 March, 09:20", shown.Find(".dues").TextContent, StringComparison.Ordinal);

        await shown.Find("form").SubmitAsync();

        var stored = Assert.Single((await Store.ReadAsync(Ct)).Calendars, c => c.Name == name);
        Assert.Equal([new(DayOfWeek.Monday, new(9, 0), new(12, 0)), new(DayOfWeek.Monday, new(13, 0), new(18, 0))], stored.Week.Where(h => h.Day is DayOfWeek.Monday));
        Assert.EndsWith($"admin/calendars/{stored.Id}", page.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PolicyPage_SomethingUnreadable_IsSaidAndNothingIsLost()
    {
        Register();
        var shown = page.Show<PolicyPage>();
        await shown.Find("input[aria-label='Normal: first answer']").ChangeAsync(new() { Value = "soon" });

        await shown.Find("form").SubmitAsync();

        Assert.Contains("Write times as 30 min", shown.Markup, StringComparison.Ordinal);
        Assert.Equal("soon", shown.Find("input[aria-label='Normal: first answer']").GetAttribute("value"));
    }

    [Fact]
    public async Task PolicyPage_TypedAndSaved_IsStoredAsTyped()
    {
        Register();
        var shown = page.Show<PolicyPage>();
        var name = $"Gold {Guid.NewGuid():N}"[..20];
        await shown.Find("input.input").ChangeAsync(new() { Value = name });
        await shown.Find("input[aria-label='Urgent: resolution']").ChangeAsync(new() { Value = "" });
        await shown.Find("input[aria-label='Normal: first answer']").ChangeAsync(new() { Value = "1h 30min" });

        await shown.Find("form").SubmitAsync();

        var stored = Assert.Single((await Store.ReadAsync(Ct)).Policies, p => p.Name == name);
        Assert.Equal(TimeSpan.FromMinutes(90), stored.Of(PriorityLevel.Normal).FirstAnswer);
        Assert.Null(stored.Of(PriorityLevel.Urgent).Resolution);
    }

    private void Register() => page.Services.AddSingleton(Store).AddSingleton<ServiceStandards>().AddSingleton<ReadStandards>().AddSingleton<SaveCalendar>().AddSingleton<SavePolicy>();

    public ValueTask DisposeAsync() => page.DisposeAsync();
}
