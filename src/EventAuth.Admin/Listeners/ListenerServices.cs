using EventAuth.Admin.Settings;
using EventAuth.Admin.Transport;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace EventAuth.Admin.Listeners;

/// <summary>Registers the two listeners.</summary>
internal static class ListenerServices
{
    /// <summary>
    /// The longest body: twice that of a policy, the longest that an endpoint takes. What is only somewhat too long is read to its end,
    /// so that its sender hears why it is refused instead of losing the connection.
    /// </summary>
    private const int BodyBytes = 24 * 1024 * 1024;

    // What comes before somebody reads it: pipelined requests, the body of a request that waits. Larger than the headers must be.
    private const int ReadAhead = 64 * 1024;

    // The same over HTTP/2, where one connection is many requests.
    private const int Streams = 32;
    private const int StreamWindow = 96 * 1024;

    // Mobile networks stall for seconds.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>Listens where the settings say, and nowhere else.</summary>
    public static WebApplicationBuilder AddListeners(this WebApplicationBuilder builder, ListenerSettings settings)
    {
        var listeners = new BoundListeners(settings);
        builder.Services.AddSingleton(listeners).AddSingleton<IConnectionListenerFactory, SeatedTransport>()
            .AddSingleton<IHttpContextAccessor, ConsoleRequestAccessor>();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            SetLimits(kestrel.Limits, settings.MinBodyBytesPerSecond);
            listeners.Open(kestrel);
        });
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            options.ForwardLimit = null;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var proxy in settings.TrustedProxies)
            {
                options.KnownIPNetworks.Add(proxy);
            }
        });
        return builder;
    }

    /// <summary>Takes the client's address and scheme from a trusted proxy, where one is named.</summary>
    public static WebApplication UseTrustedProxies(this WebApplication app, ListenerSettings settings)
    {
        // With no known proxy at all the middleware would trust everybody.
        if (!settings.TrustedProxies.IsEmpty)
        {
            app.UseForwardedHeaders();
        }

        return app;
    }

    // What one request may take at most, whatever it is for. Each endpoint that reads a body has a limit of its own below the one here,
    // and holds to it while it reads; these are for what no endpoint looks at. The rest are the server's own: 100 headers of 32 KiB,
    // of which a token has at most 8 and the cookies of the console less, have 30 s to arrive, and a connection may be idle for 130 s.
    private static void SetLimits(KestrelServerLimits limits, int minBodyBytesPerSecond)
    {
        limits.MinRequestBodyDataRate = new MinDataRate(minBodyBytesPerSecond, Grace);
        limits.MaxRequestBufferSize = ReadAhead;
        limits.Http2.MaxStreamsPerConnection = Streams;
        limits.Http2.InitialStreamWindowSize = StreamWindow;
        limits.Http2.InitialConnectionWindowSize = StreamWindow;
        limits.MaxRequestBodySize = BodyBytes;
    }
}

/// <summary>
/// Tells the console's services which request they work for. Nobody asks that for an event, and noting it costs each request a context
/// of its own; so those of the ingest listener are left out.
/// </summary>
internal sealed class ConsoleRequestAccessor : IHttpContextAccessor
{
    private readonly HttpContextAccessor _requests = new();

    public HttpContext? HttpContext
    {
        get => _requests.HttpContext;
        set
        {
            if (value is null || value.GetListener() != Listener.Ingest)
            {
                _requests.HttpContext = value;
            }
        }
    }
}
