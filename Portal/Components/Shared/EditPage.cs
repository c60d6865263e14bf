using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using Portal.Domain.Shared;

namespace Portal.Components.Shared;

/// <summary>A page on which an admin edits one thing. What was typed stays until it has been saved or given up.</summary>
public abstract class EditPage : LiveComponent
{
    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    private Guid? loaded;
    private bool showFault;

    [Inject] public required NavigationManager Navigation { get; init; }
    [Inject] public required IJSRuntime Js { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [CascadingParameter] public Actor? Actor { get; set; }

    /// <summary>Null for a new one.</summary>
    [Parameter] public Guid? Id { get; set; }

    /// <summary>The part of the page whose first wrong field is brought into view.</summary>
    protected ElementReference Root { get; set; }

    /// <summary>What is wrong, by field.</summary>
    protected IReadOnlyDictionary<string, string> Faults { get; private set; } = None;

    /// <summary>Why it was not saved or deleted.</summary>
    protected string? Trouble { get; set; }

    protected string? Said { get; set; }

    protected bool IsMissing { get; set; }

    /// <summary>Also while it is being deleted, so that leaving the page asks for nothing.</summary>
    protected bool IsSaving { get; set; }

    /// <summary>Whether it is to be deleted is being asked.</summary>
    protected bool IsAsking { get; set; }

    /// <summary>There is something to edit.</summary>
    protected abstract bool IsLoaded { get; }

    protected abstract Task LoadAsync(Actor actor);

    protected sealed override async Task OnParametersSetAsync()
    {
        if (Actor is null || (IsLoaded && loaded == Id)) return;
        loaded = Id;
        await LoadAsync(Actor);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!showFault) return;
        showFault = false;
        await Js.InvokeVoidAsync("portalStaff.focusWrong", Root);
    }

    /// <summary>Nothing is wrong any more, as far as anybody knows.</summary>
    protected void Forgive() => (Faults, Trouble) = (None, null);

    /// <summary>One save at a time.</summary>
    protected async Task SavingAsync(Func<Actor, Task> save)
    {
        if (Actor is null || !IsLoaded || IsSaving) return;
        Forgive();
        (IsSaving, Said) = (true, null);
        try
        {
            await save(Actor);
        }
        finally
        {
            IsSaving = false;
        }
    }

    /// <summary>Says how many fields are wrong, and leads to the first.</summary>
    protected void Refuse(IReadOnlyDictionary<string, string> faults) =>
        (Faults, Trouble, showFault) = (faults, faults.Count == 1 ? L["Not saved: one field needs another look."] : L["Not saved: {0} fields need another look.", faults.Count], true);
}
