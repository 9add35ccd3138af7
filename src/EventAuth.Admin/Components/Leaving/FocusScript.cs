using Microsoft.JSInterop;

namespace EventAuth.Admin.Components.Leaving;

/// <summary>Where the focus goes after something was done.</summary>
internal static class FocusScript
{
    /// <summary>Puts it on an element, wherever it is. For what follows immediately after a press.</summary>
    public static Task MoveFocusAsync(this IJSRuntime script, string id) => CallAsync(script, "eventAuthBrowser.focus", id);

    /// <summary>
    /// The same for an element that may be gone when the browser gets the call, because the person was faster:
    /// then the framework's own call would fail, and the page, too.
    /// </summary>
    public static Task MoveFocusAsync(this IJSRuntime script, ElementReference element, bool preventScroll = false) =>
        CallAsync(script, "eventAuthBrowser.focusElement", element, preventScroll);

    /// <summary>
    /// Puts it on an element, unless the person is using another one already. For work that took some time.
    /// Call it after the result is rendered: a dialog that is still open counts as another element.
    /// </summary>
    public static Task GiveFocusAsync(this IJSRuntime script, string id) => CallAsync(script, "eventAuthBrowser.giveFocus", id);

    /// <summary>Puts it on the heading of a newly opened page, unless the person is already working on the page.</summary>
    public static Task GiveFocusToHeadingAsync(this IJSRuntime script) => CallAsync(script, "eventAuthBrowser.focusHeading");

    private static async Task CallAsync(IJSRuntime script, string function, params object[] arguments)
    {
        try
        {
            await script.InvokeVoidAsync(function, arguments);
        }
        catch (Exception failure) when (PageLeft.Explains(failure))
        {
            // The page was left.
        }
    }
}
