using Microsoft.JSInterop;

namespace EventAuth.Admin.Components.Leaving;

/// <summary>How a call to the browser fails when its page was left: not a fault, and nothing to do.</summary>
internal static class PageLeft
{
    /// <summary>Whether that is the reason: the browser is gone, waiting for it was cancelled, or the called object is disposed.</summary>
    public static bool Explains(Exception failure) =>
        failure is JSDisconnectedException or OperationCanceledException or ObjectDisposedException;
}
