using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;

namespace Portal.Components.ServiceLevels;

/// <summary>A page on which one standard is edited, a calendar or a policy: how it is loaded, saved and deleted.</summary>
/// <typeparam name="TDraft">Serialises to what was typed and to nothing else: that tells whether anything was changed.</typeparam>
public abstract class StandardPage<T, TDraft> : EditPage where T : class where TDraft : class, IStandardDraft<T>
{
    private string clean = "";

    [Inject] public required ReadStandards Standards { get; init; }
    [Inject] public required Toasts Toasts { get; init; }

    /// <summary>Null until it has been read, and where there is none.</summary>
    protected TDraft? Draft { get; private set; }

    protected T? Stored { get; private set; }

    protected bool IsDirty => Draft is not null && JsonSerializer.Serialize(Draft) != clean;

    protected override bool IsLoaded => Draft is not null;

    /// <summary>Where the page of one of its kind is, without the id.</summary>
    protected abstract string Place { get; }

    protected abstract string OnlyAdmins { get; }

    protected abstract Guid IdOf(T standard);

    protected abstract string NameOf(T standard);

    /// <summary>A deleted one, in words.</summary>
    protected abstract string Deleted(string name);

    /// <returns>The stored one, a new one where <see cref="EditPage.Id"/> is null; null when there is no such one.</returns>
    protected abstract T? Choose(StandardsSnapshot all);

    protected abstract TDraft DraftOf(T standard);

    protected abstract Task<SaveStandardOutcome> SaveAsync(Actor actor, T typed);

    /// <returns>False when a queue still uses it.</returns>
    protected abstract Task<bool> DeleteAsync(Actor actor, T standard);

    protected sealed override async Task LoadAsync(Actor actor)
    {
        Stored = Choose(await Standards.ExecuteAsync(actor, Gone));
        IsMissing = Stored is null;
        Draft = Stored is null ? null : DraftOf(Stored);
        clean = JsonSerializer.Serialize(Draft);
    }

    protected Task SaveAsync() => SavingAsync(SaveAsync);

    private async Task SaveAsync(Actor actor)
    {
        if (Draft is null || Stored is null) return;
        if (!Draft.TryOver(Stored, out var typed, out var unreadable))
        {
            Refuse(unreadable);
            return;
        }

        switch (await SaveAsync(actor, typed))
        {
            case SaveStandardOutcome.Saved:
                (Stored, Said, clean) = (typed, L["Saved"], JsonSerializer.Serialize(Draft));
                if (Id is null) Navigation.NavigateTo($"{Place}/{IdOf(typed)}", replace: true);
                break;
            case SaveStandardOutcome.Invalid invalid:
                Refuse(invalid.Faults);
                break;
            case SaveStandardOutcome.NotAllowed:
                Trouble = OnlyAdmins;
                break;
            case var other:
                throw new InvalidOperationException($"No words for {other}");
        }
    }

    protected async Task DeleteAsync()
    {
        if (Actor is null || Stored is null || IsSaving) return;
        IsSaving = true;
        if (await DeleteAsync(Actor, Stored))
        {
            Toasts.Show(ToastTone.Done, Deleted(NameOf(Stored)));
            Navigation.NavigateTo(Place);
            return;
        }

        IsSaving = false;
        Trouble = L["Not deleted: a queue still uses {0}.", NameOf(Stored)];
    }

    protected string? Fault(string field) => Faults.TryGetValue(field, out var fault) ? StandardWords.Of(L, fault) : null;
}
