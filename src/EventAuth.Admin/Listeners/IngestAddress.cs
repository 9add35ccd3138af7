using System.Net;
using EventAuth.Admin.Settings;

namespace EventAuth.Admin.Listeners;

/// <summary>Where a site's pages find the SDK and send their events.</summary>
/// <param name="Endpoint">
/// What the page is told, without a slash at the end: "https://events.shop.example", "/events", or "" for the site itself.
/// </param>
/// <param name="Direct">An address that any page can use, also this console's; null if none is known.</param>
/// <param name="Source">Where it comes from.</param>
internal sealed record IngestAddress(string Endpoint, PublicAddress? Direct, IngestAddressSource Source);

/// <summary>Where an <see cref="IngestAddress"/> comes from.</summary>
public enum IngestAddressSource
{
    /// <summary>From <c>Listeners:IngestPublicAddress</c>.</summary>
    Setting,

    /// <summary>The listener's own, by the host name with which the console was opened.</summary>
    Listener,

    /// <summary>The same, but the listener takes connections of this machine alone, and the console was opened from elsewhere.</summary>
    Guess,
}

/// <summary>Finds out where browsers reach the ingest listener.</summary>
internal sealed class IngestAddresses(ListenerSettings settings, BoundListeners listeners)
{
    /// <summary>The address for somebody who opened the console at another one; null if the listener is off and nothing was said.</summary>
    public IngestAddress? For(Uri console)
    {
        var own = listeners.Ingest is { } bound ? Own(bound, console) : null;
        if (settings.IngestPublicAddress is { } said)
        {
            return new IngestAddress(said.ToString(), said.Origin is null ? own : said, IngestAddressSource.Setting);
        }

        var isOutOfReach = settings.Ingest is { IsLoopback: true } && !console.IsLoopback;
        return own is null ? null : new IngestAddress(
            own.ToString(), own, isOutOfReach ? IngestAddressSource.Guess : IngestAddressSource.Listener);
    }

    // A listener on every interface, or on this machine's own, is reached by the name of this machine that worked for the console.
    private PublicAddress Own(Uri bound, Uri console)
    {
        var address = settings.Ingest!.Address;
        var isNamed = !IPAddress.IsLoopback(address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any);
        var uri = isNamed ? bound : new UriBuilder(bound.Scheme, console.Host, bound.Port).Uri;
        return new PublicAddress(PublicAddress.OriginOf(uri), Path: "");
    }
}
