using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Components.Conversations;
using Portal.Components.Shared;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Components.Routing;

/// <summary>Where those who lead let the members of a queue take more for a while, and see who did so.</summary>
public sealed partial class SurgePage
{
    private static readonly int[] Percents = [125, 150, 200, 300];
    private static readonly int[] Lengths = [15, 30, 60, 120, 240, 480];

    /// <summary>Surges that are told of.</summary>
    private const int Told = 20;

    private readonly Dictionary<QueueId, Wanted> wishes = [];
    private IReadOnlyList<Queue>? queues;
    private IReadOnlyList<SurgeRecord> earlier = [];
    private TimeZoneInfo? zone;

    [Inject] public required ReadTeam Team { get; init; }
    [Inject] public required SetSurge Surge { get; init; }
    [Inject] public required PersonZone Zone { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [CascadingParameter] public Actor? Actor { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        zone = await Zone.FindAsync(Gone);
        StateHasChanged();
    }

    protected override Task OnInitializedAsync()
    {
        ListenInBursts(Topic.Setup, _ => ReadAsync());
        return ReadAsync();
    }

    private Wanted WantedFor(QueueId queue)
    {
        if (!wishes.TryGetValue(queue, out var wanted)) wishes[queue] = wanted = new();
        return wanted;
    }

    private async Task SetAsync(Queue queue, int percent, TimeSpan? duration)
    {
        if (Actor is not null && await Surge.ExecuteAsync(Actor, queue.Id, percent, duration, CancellationToken.None)) await ReadAsync();
    }

    private async Task ReadAsync()
    {
        if (Actor is null) return;
        earlier = await Team.SurgesAsync(Actor, Told, Gone);
        queues = await Team.QueuesAsync(Actor, Gone);
    }

    private string EndOf(SurgeRecord surge) => surge.EndedAt is { } at ? L["{0}, by {1}", TimeOf(at), surge.EndedBy ?? ""] : surge.Until > Clock.GetUtcNow() ? L["goes on until {0}", TimeOf(surge.Until)] : L["{0}, by itself", TimeOf(surge.Until)];

    /// <summary>With its day where that is not today.</summary>
    private string TimeOf(DateTimeOffset at)
    {
        if (zone is null) return "";
        var (local, now) = (TimeZoneInfo.ConvertTime(at, zone), TimeZoneInfo.ConvertTime(Clock.GetUtcNow(), zone));
        return local.ToString(local.Date == now.Date ? "HH:mm" : "d MMM HH:mm", CultureInfo.CurrentCulture);
    }

    private sealed class Wanted
    {
        public int Percent { get; set; } = 150;
        public int Minutes { get; set; } = 60;
    }
}
