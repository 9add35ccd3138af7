using EventAuth.Admin.Settings;
using EventAuth.Admin.Transport;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.HttpOverrides;

namespace EventAuth.Admin.Listeners;

/// <summary>Registers the two listeners.</summary>
internal static class ListenerServices
{
    /// <summary>Listens only where the settings say.</summary>
    public static WebApplicationBuilder AddListeners(this WebApplicationBuilder builder, ListenerSettings settings)
    {
        var listeners = new BoundListeners(settings);
        builder.Services.AddSingleton(listeners).AddSingleton(new IngestAddresses(settings, listeners))
            .AddSingleton<IConnectionListenerFactory, SeatedTransport>()
            .AddSingleton<IHttpContextAccessor, ConsoleRequestAccessor>();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            ServerLimits.Set(kestrel.Limits, settings.MinBodyBytesPerSecond);
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
}
