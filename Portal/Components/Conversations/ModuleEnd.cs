using Microsoft.JSInterop;

namespace Portal.Components.Conversations;

internal static class ModuleEnd
{
    /// <summary>Tells a module that its component goes, and gives it back. A page that is already gone needs neither.</summary>
    public static async ValueTask LeaveAsync(this IJSObjectReference? module, string function, params object?[] arguments)
    {
        if (module is null) return;
        try
        {
            await module.InvokeVoidAsync(function, arguments);
            await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and its listeners with it.
        }
        catch (OperationCanceledException)
        {
            // The circuit is ending.
        }
    }
}
