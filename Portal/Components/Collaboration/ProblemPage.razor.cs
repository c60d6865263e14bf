using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Components.Shared;
using Portal.Domain.Collaboration;
using Portal.Domain.Shared;

namespace Portal.Components.Collaboration;

/// <summary>One problem: what is linked, and how far each update has come.</summary>
public sealed partial class ProblemPage
{
    private Problem? problem;
    private IReadOnlyList<LinkedRow> linked = [];
    private IReadOnlyList<ProblemProgress> updates = [];
    private Guid next = Guid.CreateVersion7();
    private string text = "";
    private string? wrong;
    private int count;
    private bool loaded;

    [Inject] public required ReadProblems Read { get; init; }
    [Inject] public required SendProblemUpdate Send { get; init; }
    [Inject] public required CloseProblem Close { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [CascadingParameter] public required Actor Actor { get; set; }
    [Parameter] public Guid Id { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        ListenInBursts(Topic.Problems, facts => facts.Any(f => f is Lagged || f is ProblemChanged changed && changed.Problem == Id) ? ReadAsync() : Task.CompletedTask);
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        problem = await Read.FindAsync(Actor, Id, Gone);
        if (problem is not null)
        {
            count = await Read.CountLinkedAsync(Actor, Id, Gone);
            linked = await Read.LinkedAsync(Actor, Id, Gone);
            updates = await Read.UpdatesAsync(Actor, Id, Gone);
        }

        loaded = true;
    }

    private async Task SendAsync()
    {
        wrong = CollaborationWords.Of(await Send.ExecuteAsync(Actor, Id, next, text, Gone), L);
        if (wrong is not null) return;
        (text, next) = ("", Guid.CreateVersion7());
        await ReadAsync();
    }

    private async Task CloseAsync()
    {
        wrong = CollaborationWords.Of(await Close.ExecuteAsync(Actor, Id, Gone), L);
        await ReadAsync();
    }
}
