using Microsoft.JSInterop;

namespace EventAuth.Admin.Components.Leaving;

/// <summary>Where the focus goes once something was done.</summary>
internal static class FocusScript
{
    /// <summary>
    /// Puts it on an element, unless the person went on to something else meanwhile or left the page. Call it once what was done is drawn:
    /// a dialog that still stands counts as being at work.
    /// </summary>
    public static async Task GiveFocusAsync(this IJSRuntime script, string id)
    {
        try
        {
            await script.InvokeVoidAsync("eventAuthBrowser.giveFocus", id);
        }
        catch (Exception failure) when (PageLeft.Explains(failure))
        {
            // The page was left.
        }
    }
}
