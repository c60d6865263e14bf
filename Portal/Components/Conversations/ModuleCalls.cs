using Microsoft.JSInterop;

namespace Portal.Components.Conversations;

/// <summary>Calls into a page's script that nothing may wait for: an answer over a lost connection would come after a minute, as a fault.</summary>
internal static class ModuleCalls
{
    /// <summary>Says something to the browser. What must not be lost is said again when the connection is back.</summary>
    public static async Task TellAsync(this IJSObjectReference module, ILogger logger, CancellationToken gone, string function, params object?[] arguments)
    {
        try
        {
            await module.InvokeVoidAsync(function, gone, arguments);
        }
        catch (Exception fault) when (fault is JSDisconnectedException or OperationCanceledException)
        {
            logger.LogDebug("The browser was not reached with {Function}", function);
        }
        catch (JSException fault)
        {
            logger.LogError(fault, "The page's script failed in {Function}", function);
        }
    }

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
