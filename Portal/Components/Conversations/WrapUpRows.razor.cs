using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Components.Shared;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Components.Conversations;

/// <summary>What a person is still wrapping up, and the end of it.</summary>
public sealed partial class WrapUpRows
{
    private IReadOnlyList<ConversationRow> rows = [];
    private ITimer? tick;
    private DateTimeOffset now;
    private string? problem;
    private IDisposable? offered;

    [Inject] public required ListConversations Lists { get; init; }
    [Inject] public required EndWrapUp End { get; init; }
    [Inject] public required Commands Commands { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [CascadingParameter] public required Actor Actor { get; set; }
    [Parameter, EditorRequired] public required TimeZoneInfo Zone { get; set; }

    protected override async Task OnInitializedAsync()
    {
        ListenInBursts(Topic.Desk, _ => ReadAsync(), Concerns);
        await ReadAsync();
    }

    /// <summary>Only what begins or ends a wrap-up of this person's: all messages of the house come by here.</summary>
    private bool Concerns(IEvent fact) => fact is ConversationChanged c && c.After.WrapUpUntil != c.Before?.WrapUpUntil && (c.After.AssigneeId == Actor.User || c.Before?.AssigneeId == Actor.User);

    private async Task ReadAsync()
    {
        rows = await Lists.WrapUpsAsync(Actor, Gone);
        now = Clock.GetUtcNow();
        problem = null;
        OfferCommands();
        if (rows.Count > 0) tick ??= Clock.CreateTimer(_ => _ = InvokeAsync(Tick), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        else await StopAsync();
    }

    private void Tick()
    {
        now = Clock.GetUtcNow();
        StateHasChanged();
    }

    private TimeSpan Left(ConversationRow row) => row.Conversation.WrapUpUntil is { } until && until > now ? until - now : TimeSpan.Zero;

    /// <summary>Ends what has been wrapped up longest, as its button does; nothing where there is none.</summary>
    public Task DoneWithFirstAsync() => rows.Count > 0 ? DoneAsync(rows[0]) : Task.CompletedTask;

    private void OfferCommands()
    {
        offered?.Dispose();
        offered = rows.Count == 0 ? null : Commands.Offer(L["Wrap-up"],
            [.. rows.Select((row, i) => new Command(L["Done with {0}", row.CustomerName], Glyph.Check, () => InvokeAsync(() => DoneAsync(row)), i == 0 ? "D" : null))]);
    }

    private async Task DoneAsync(ConversationRow row)
    {
        var outcome = await End.ExecuteAsync(Actor, row.Conversation.Id, CancellationToken.None);
        await ReadAsync();
        problem = outcome switch
        {
            // Its limit passed at the same moment: what was wanted has happened.
            ChangeOutcome.Done or ChangeOutcome.Refused { Reason: Refusal.NothingToDo } => null,
            ChangeOutcome.Refused or ChangeOutcome.Unknown => L["The wrap-up of {0} could not be ended.", row.CustomerName].Value,
            var other => throw new InvalidOperationException($"No words for {other}"),
        };
    }

    private async Task StopAsync()
    {
        if (tick is { } running) await running.DisposeAsync();
        tick = null;
    }

    protected override async ValueTask OnDisposeAsync()
    {
        offered?.Dispose();
        await StopAsync();
    }
}
