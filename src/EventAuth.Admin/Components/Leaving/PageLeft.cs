using Microsoft.JSInterop;

namespace EventAuth.Admin.Components.Leaving;

/// <summary>What a call to the browser fails with when its page was left: no fault, and nothing to be done.</summary>
internal static class PageLeft
{
    /// <summary>Whether that is the reason: the browser is gone, the wait for it was given up, or what was called is disposed of.</summary>
    public static bool Explains(Exception failure) =>
        failure is JSDisconnectedException or OperationCanceledException or ObjectDisposedException;
}
