using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Components.Shared;
using Portal.Domain.Routing;
using Portal.Domain.Shared;
using Portal.Domain.Triage;

namespace Portal.Components.Triage;

public sealed partial class TriagePanel : IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private IReadOnlyDictionary<QueueId, string> queues = new Dictionary<QueueId, string>();
    private IReadOnlyDictionary<SkillId, string> skills = new Dictionary<SkillId, string>();
    private TriageRecord? why;
    private (ConversationId, bool)? read;

    [Inject] public required ReadTriage Triage { get; init; }
    [Inject] public required ReadTeam Team { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [CascadingParameter] public required Actor Actor { get; set; }
    [Parameter, EditorRequired] public required ConversationId Conversation { get; set; }
    [Parameter] public string? Topic { get; set; }
    [Parameter] public ImmutableArray<string> Tags { get; set; } = [];

    /// <summary>Nothing is decided yet.</summary>
    [Parameter] public bool IsHeld { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (read == (Conversation, IsHeld)) return;
        if (read?.Item1 != Conversation) why = null;
        read = (Conversation, IsHeld);
        var id = Conversation;
        var found = await Triage.WhyAsync(Actor, id, gone.Token);
        if (found?.Hits.Any(h => !h.Set.Needs.IsDefaultOrEmpty) is true) skills = (await Team.SkillsAsync(Actor, gone.Token)).ToDictionary(s => s.Id, s => s.Name);
        if (found is { Hits.Length: > 0 }) queues = (await Team.QueuesAsync(Actor, gone.Token)).ToDictionary(q => q.Id, q => q.Name);
        if (id == Conversation) why = found;
    }

    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }
}
