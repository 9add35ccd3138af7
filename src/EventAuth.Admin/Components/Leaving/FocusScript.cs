using Microsoft.JSInterop;

namespace EventAuth.Admin.Components.Leaving;

/// <summary>Where the focus goes once something was done.</summary>
internal static class FocusScript
{
    /// <summary>Puts it on an element, wherever it is. For what follows at once on what the person pressed.</summary>
    public static Task MoveFocusAsync(this IJSRuntime script, string id) => CallAsync(script, "eventAuthBrowser.focus", id);

    /// <summary>
    /// Puts it on an element, unless the person went on to something else meanwhile. For what took its time. Call it once what was done is
    /// drawn: a dialog that still stands counts as something else.
    /// </summary>
    public static Task GiveFocusAsync(this IJSRuntime script, string id) => CallAsync(script, "eventAuthBrowser.giveFocus", id);

    private static async Task CallAsync(IJSRuntime script, string function, string id)
    {
        try
        {
            await script.InvokeVoidAsync(function, id);
        }
        catch (Exception failure) when (PageLeft.Explains(failure))
        {
            // The page was left.
        }
    }
}
