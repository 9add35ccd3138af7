namespace EventAuth.Admin.Listeners;

/// <summary>The two doors of the program.</summary>
internal enum Listener
{
    None,

    /// <summary>Console, admin API.</summary>
    Admin,

    /// <summary>Events of the SDK.</summary>
    Ingest,
}

/// <summary>Marks a connection with the listener that took it. The Host header would not do: the client chooses that one.</summary>
internal sealed record ListenerFeature(Listener Listener);

internal static class ListenerFeatureExtensions
{
    /// <summary>The listener a request came in by; none for a connection that bears no mark.</summary>
    public static Listener GetListener(this HttpContext context) => context.Features.Get<ListenerFeature>()?.Listener ?? Listener.None;
}
