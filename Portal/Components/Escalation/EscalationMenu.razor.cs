using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Components.Shared;
using Portal.Domain.Escalation;
using Portal.Domain.Shared;

namespace Portal.Components.Escalation;

/// <summary>What waits for this person's acceptance, told on every staff page, and what became of what they asked themselves.</summary>
public sealed partial class EscalationMenu
{
    private IReadOnlyList<EscalationCase> asked = [];
    private IDisposable? offered;

    [Inject] public required ReadEscalations Reads { get; init; }
    [Inject] public required Toasts Toasts { get; init; }
    [Inject] public required Commands Commands { get; init; }
    [Inject] public required NavigationManager Navigation { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [CascadingParameter] public Actor? Actor { get; set; }

    protected override async Task OnInitializedAsync()
    {
        if (Actor is not { IsStaff: true } || !RendererInfo.IsInteractive) return;
        ListenInBursts(Topic.Escalations, async facts =>
        {
            foreach (var change in facts.OfType<EscalationChanged>()) Say(change);
            await ReadAsync(tell: true);
        });
        ListenInBursts(Topic.Setup, async _ => await ReadAsync(tell: false));
        await ReadAsync(tell: false);
    }

    private async Task ReadAsync(bool tell)
    {
        if (Actor is not { } actor) return;
        var before = asked.Select(c => (c.Id, c.TierId)).ToHashSet();
        asked = await Reads.AskedOfAsync(actor, Gone);
        offered?.Dispose();
        offered = asked.Count == 0 ? null : Commands.Offer(L["Waiting cases"], [.. asked.Select(c => new Command(SimulatedMark.Text(c.IsSimulated, L) + Goal(c), Glyph.Up, () => OpenAsync(c.ConversationId)))]);
        if (tell && asked.FirstOrDefault(c => !before.Contains((c.Id, c.TierId))) is { } fresh)
            Toasts.Show(ToastTone.Info, SimulatedMark.Text(fresh.IsSimulated, L) + L["{0} asks {1} for help", fresh.FromName, fresh.TierName], new(L["Look"], () => OpenAsync(fresh.ConversationId)));
    }

    /// <summary>Whoever asked hears what became of it, unless they did it themselves.</summary>
    private void Say(EscalationChanged change)
    {
        if (change.Sender != Actor?.User || change.By == Actor?.User) return;
        var words = change.State switch
        {
            EscalationState.Accepted => L["{0} took over what you asked for", change.Tier],
            EscalationState.Returned => L["{0} gave back what you asked for", change.Tier],
            EscalationState.Lapsed => L["Nobody of {0} took what you asked for", change.Tier],
            EscalationState.Withdrawn => L["Your request to {0} ended: it is not needed any more", change.Tier],
            _ => null,
        };
        if (words is not null) Toasts.Show(ToastTone.Info, SimulatedMark.Text(change.IsSimulated, L) + words, new(L["Open"], () => OpenAsync(change.Conversation)));
    }

    private static string Goal(EscalationCase item) => item.Packet.Goal.Length > 0 ? TextRules.OneLine(item.Packet.Goal, 48) : item.TierName;

    private Task OpenAsync(ConversationId id)
    {
        Navigation.NavigateTo($"workspace/{id}");
        return Task.CompletedTask;
    }

    protected override ValueTask OnDisposeAsync()
    {
        offered?.Dispose();
        return ValueTask.CompletedTask;
    }
}
