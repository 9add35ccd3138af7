using EventAuth.Admin.Settings;
using EventAuth.Admin.Transport;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace EventAuth.Admin.Listeners;

/// <summary>The two listeners and their real addresses: port 0 becomes a free one.</summary>
internal sealed class BoundListeners(ListenerSettings settings)
{
    private ConnectionLimits? _limits;
    private ListenOptions? _admin;
    private ListenOptions? _ingest;

    /// <summary>The address of console and API, or null while that listener is off. Final once the program listens.</summary>
    public Uri? Admin => _admin?.IPEndPoint is { } bound ? settings.Admin?.ToUri(bound.Port) : null;

    /// <summary>The address of the ingest endpoint, or null while that listener is off. Final once the program listens.</summary>
    public Uri? Ingest => _ingest?.IPEndPoint is { } bound ? settings.Ingest?.ToUri(bound.Port) : null;

    // Made when the first listener opens: by then the program has opened what it needs when idle.
    private ConnectionLimits Limits => _limits ??= ConnectionLimits.Of(settings);

    /// <summary>Opens both listeners on a server.</summary>
    public void Open(KestrelServerOptions kestrel)
    {
        _admin = Open(kestrel, settings.Admin, Listener.Admin, () => Limits.Admin);
        _ingest = Open(kestrel, settings.Ingest, Listener.Ingest, () => Limits.Ingest);
    }

    private static ListenOptions? Open(KestrelServerOptions kestrel, ListenerAddress? address, Listener listener, Func<int> limit)
    {
        if (address is null)
        {
            return null;
        }

        ListenOptions? opened = null;
        var mark = new ListenerFeature(listener);
        var endPoint = new SeatedEndPoint(address.Address, address.Port, listener.ToString(), limit, isInline: listener == Listener.Ingest);
        kestrel.Listen(endPoint, options =>
        {
            opened = options;
            options.Use(next => connection =>
            {
                connection.Features.Set(mark);
                return next(connection);
            });
            if (address.IsHttps)
            {
                options.UseHttps();
            }
        });
        return opened;
    }
}
