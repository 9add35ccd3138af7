using EventAuth.Admin.Hosting;

namespace EventAuth.Admin.Listeners;

/// <summary>Says on which listener an endpoint stands. One without belongs to the admin listener.</summary>
internal sealed record ListenerMetadata(Listener Listener);

/// <summary>Marks endpoints.</summary>
internal static class ListenerMetadataExtensions
{
    /// <summary>Puts endpoints on a listener, or on both.</summary>
    public static T OnListener<T>(this T builder, Listener listener)
        where T : IEndpointConventionBuilder => builder.WithMetadata(new ListenerMetadata(listener));

    /// <summary>The listener of an endpoint.</summary>
    public static Listener GetListener(this Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<ListenerMetadata>()?.Listener ?? Listener.Admin;
}
