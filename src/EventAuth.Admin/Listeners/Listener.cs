namespace EventAuth.Admin.Listeners;

/// <summary>The two listeners of the program.</summary>
internal enum Listener
{
    None,

    /// <summary>Console, admin API.</summary>
    Admin,

    /// <summary>Events of the SDK.</summary>
    Ingest,
}

/// <summary>Marks a connection with the listener that took it. The Host header is not enough: the client chooses it.</summary>
internal sealed record ListenerFeature(Listener Listener);

internal static class ListenerFeatureExtensions
{
    /// <summary>The listener that received a request; none for a connection without a mark.</summary>
    public static Listener GetListener(this HttpContext context) => context.Features.Get<ListenerFeature>()?.Listener ?? Listener.None;
}
