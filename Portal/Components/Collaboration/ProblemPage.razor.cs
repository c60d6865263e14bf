using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Components.Shared;
using Portal.Domain.Collaboration;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Components.Collaboration;

/// <summary>One problem: what is linked, and how far each update has come.</summary>
public sealed partial class ProblemPage
{
    private const int MostFound = 10;

    private Problem? problem;
    private IReadOnlyList<LinkedRow> linked = [];
    private IReadOnlyList<ProblemProgress> updates = [];
    private Guid next = Guid.CreateVersion7();
    private string text = "";
    private string? wrong;
    private int count;
    private bool loaded, asking, explaining;
    private string cause = "", words = "";
    private IReadOnlyList<ConversationRow>? found;
    private ElementReference area;
    private IDisposable? offered;
    private (bool, bool)? offeredFor;

    [Inject] public required ReadProblems Read { get; init; }
    [Inject] public required SendProblemUpdate Send { get; init; }
    [Inject] public required CloseProblem Close { get; init; }
    [Inject] public required ChangeProblem Change { get; init; }
    [Inject] public required LinkProblem Link { get; init; }
    [Inject] public required ListConversations Lists { get; init; }
    [Inject] public required Commands Commands { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [CascadingParameter] public required Actor Actor { get; set; }
    [Parameter] public Guid Id { get; set; }

    private bool MaySteer => problem is not null && (Actor.Leads || problem.OpenedById == Actor.User);

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
        Offer();
    }

    private void Offer()
    {
        var now = (problem is { ClosedAt: null } && MaySteer, problem is { ClosedAt: null } && Actor.Leads);
        if (now == offeredFor) return;
        offeredFor = now;
        offered?.Dispose();
        List<Command> commands = [];
        if (now.Item2) commands.Add(new(L["Write an update to all"], Glyph.Chat, async () => await area.FocusAsync()));
        if (now.Item1) commands.Add(new(L["Close the problem"], Glyph.Check, () => InvokeAsync(CloseAsync)));
        offered = commands.Count > 0 ? Commands.Offer(L["Problem"], commands) : null;
    }

    /// <summary>Many customers at once: the number is read before it goes.</summary>
    private void Confirm() => asking = count > 0 && !string.IsNullOrWhiteSpace(text);

    private async Task SendAsync()
    {
        asking = false;
        wrong = CollaborationWords.Of(await Send.ExecuteAsync(Actor, Id, next, text, Gone), L);
        if (wrong is not null) return;
        (text, next) = ("", Guid.CreateVersion7());
        await ReadAsync();
    }

    private async Task CloseAsync()
    {
        wrong = CollaborationWords.Of(await Close.ExecuteAsync(Actor, Id, Gone), L);
        await ReadAsync();
        // The palette draws nothing here.
        StateHasChanged();
    }

    private async Task ReopenAsync()
    {
        wrong = CollaborationWords.Of(await Change.ReopenAsync(Actor, Id, Gone), L);
        await ReadAsync();
    }

    private void BeginToExplain() => (explaining, cause) = (true, problem?.Cause ?? "");

    private async Task ExplainAsync()
    {
        wrong = CollaborationWords.Of(await Change.ExplainAsync(Actor, Id, cause, Gone), L);
        explaining = wrong is not null;
        await ReadAsync();
    }

    private async Task LinkAsync(ConversationId id, bool link)
    {
        wrong = CollaborationWords.Of(await Link.ExecuteAsync(Actor, Id, id, link, Gone), L);
        if (link && wrong is null) found = found?.Where(r => r.Conversation.Id != id).ToList();
        await ReadAsync();
    }

    private async Task SearchAsync()
    {
        if (words.Trim().Length < 2) return;
        var rows = await Lists.ExecuteAsync(Actor, new(ConversationView.AllOpen, Actor.User, words.Trim()), Gone);
        found = [.. rows.Where(r => linked.All(l => l.Conversation != r.Conversation.Id)).Take(MostFound)];
    }

    protected override ValueTask OnDisposeAsync()
    {
        offered?.Dispose();
        return ValueTask.CompletedTask;
    }
}
