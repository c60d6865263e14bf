using System.Collections.Immutable;

namespace Portal.Components.Shared;

public enum ToastTone { Done, Failed, Info }

/// <summary>A way back, or the next step.</summary>
public sealed record ToastAction(string Label, Func<Task> Run);

public sealed record Toast(Guid Id, ToastTone Tone, string Text, ToastAction? Action);

/// <summary>
/// Says what has happened elsewhere on the page, bottom left, one circuit at a time. Not for what the page already
/// shows, and not for an error that the person has to act on: that one stands where it was made.
/// </summary>
public sealed class Toasts(TimeProvider clock)
{
    private const int Most = 3;
    private readonly Lock gate = new();
    private ImmutableList<Toast> shown = [];

    public event Action? Changed;

    public IReadOnlyList<Toast> Shown => shown;

    public void Show(ToastTone tone, string text, ToastAction? action = null)
    {
        var toast = new Toast(Guid.CreateVersion7(), tone, text, action);
        lock (gate) shown = (shown.Count == Most ? shown.RemoveAt(0) : shown).Add(toast);
        Changed?.Invoke();
        // Longer when there is something to press.
        _ = HideLaterAsync(toast, TimeSpan.FromSeconds(action is null ? 6 : 12));
    }

    public void Hide(Toast toast)
    {
        lock (gate)
        {
            if (!shown.Contains(toast)) return;
            shown = shown.Remove(toast);
        }

        Changed?.Invoke();
    }

    private async Task HideLaterAsync(Toast toast, TimeSpan after)
    {
        await Task.Delay(after, clock);
        Hide(toast);
    }
}
