using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Channels;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Components.Channels;

/// <summary>One inbox: everything about it, with a preview. What was typed stays until it has been saved or given up.</summary>
public sealed partial class AdminInboxPage
{
    private AdminInboxDraft? draft;
    private Inbox? stored;
    private Inbox? theirs;
    private IReadOnlyList<Queue> queues = [];
    private string clean = "";
    private IReadOnlyList<Skill> skills = [];

    [Inject] public required FindInbox Inboxes { get; init; }
    [Inject] public required SaveInbox Save { get; init; }
    [Inject] public required ReadTeam Team { get; init; }

    private string Title => Id is null ? L["New inbox"] : stored?.Name ?? L["Inbox"];

    private bool IsDirty => draft is not null && draft.Fingerprint() != clean;

    private IReadOnlyList<(QueueId?, string)> Queues =>
        [.. draft?.Queue is null ? [((QueueId?)null, L["Choose a queue"].Value)] : Array.Empty<(QueueId?, string)>(), .. queues.Select(q => ((QueueId?)q.Id, q.Name))];

    private (FieldUse, string)[] Uses => [(FieldUse.Hidden, L["No"]), (FieldUse.Optional, L["Yes, may be left empty"]), (FieldUse.Required, L["Yes, must be filled in"])];

    protected override void OnInitialized() => ListenInBursts(Topic.Setup, facts =>
        facts.Any(f => f is Lagged or QueueChanged || (f is InboxChanged changed && changed.Inbox.Value == Id)) ? CompareAsync() : Task.CompletedTask);

    protected override bool IsLoaded => draft is not null;

    protected override async Task LoadAsync(Actor actor)
    {
        queues = await Team.QueuesAsync(actor, Gone);
        skills = await Team.SkillsAsync(actor, Gone);
        var found = Id is { } id ? await Inboxes.FindAsync(actor, new(id), Gone) : Fresh();
        IsMissing = found is null;
        if (found is not null) Take(found);
    }

    private Inbox Fresh() => new()
    {
        Id = InboxId.New(), Key = InboxRules.NewKey(), Secret = InboxRules.NewSecret(), Name = "", QueueId = queues.Count > 0 ? queues[0].Id : default,
        CreatedAt = Clock.GetUtcNow(),
    };

    private void Take(Inbox inbox)
    {
        stored = inbox;
        draft = AdminInboxDraft.Of(inbox);
        if (queues.All(q => q.Id != draft.Queue)) draft.Queue = null;
        clean = draft.Fingerprint();
        theirs = null;
        Forgive();
    }

    private void Discard()
    {
        if (stored is not null) Take(stored);
    }

    private void TakeTheirs()
    {
        if (theirs is not null) Take(theirs);
    }

    private void Rotated(Inbox inbox) => stored = inbox;

    /// <summary>Somebody changed something: what nobody has touched here follows, what was typed here stays.</summary>
    private async Task CompareAsync()
    {
        if (Actor is null || IsSaving || stored is null) return;
        queues = await Team.QueuesAsync(Actor, Gone);
        if (Id is not { } id || await Inboxes.FindAsync(Actor, new(id), Gone) is not { } now) return;
        if (AdminInboxDraft.Of(now).Fingerprint() == AdminInboxDraft.Of(stored).Fingerprint()) stored = now;
        else if (IsDirty) theirs = now;
        else Take(now);
    }

    private Task SaveAsync() => SavingAsync(SaveAsync);

    private async Task SaveAsync(Actor actor)
    {
        if (draft is null || stored is null) return;
        var typed = draft.Over(stored);
        var faults = new Dictionary<string, string>(draft.Faults());
        // Both kinds at once: one look is enough to put everything right.
        foreach (var fault in InboxRules.Faults(typed)) faults.TryAdd(fault.Key, fault.Value);
        if (faults.Count > 0)
        {
            Refuse(faults);
            return;
        }

        switch (await Save.ExecuteAsync(actor, typed, CancellationToken.None))
        {
            case SaveInboxOutcome.Saved saved:
                Take(saved.Inbox);
                Said = L["Saved"];
                if (Id is null) Navigation.NavigateTo($"admin/inboxes/{saved.Inbox.Id}", replace: true);
                break;
            case SaveInboxOutcome.Invalid invalid:
                Refuse(invalid.Faults);
                break;
            case SaveInboxOutcome.NotAllowed:
                Trouble = L["Not saved: only admins may change inboxes."];
                break;
            case var other:
                throw new InvalidOperationException($"No words for {other}");
        }
    }

    private string? Fault(string field) => Faults.TryGetValue(field, out var fault) ? AdminInboxWords.Of(L, fault) : null;
}
