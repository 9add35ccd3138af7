using EventAuth.Admin.Components.EventSettings.Certificates;
using EventAuth.Admin.Components.EventCatalog;
using EventAuth.Admin.Components.Find;
using EventAuth.Admin.Components.Profiles;
using EventAuth.Admin.Components.Times;
using EventAuth.Admin.Connections;
using EventAuth.Admin.Documents;
using EventAuth.Admin.Enforcement;
using EventAuth.Admin.Nodes;
using EventAuth.Admin.Settings;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor.Services;

namespace EventAuth.Admin.Components;

/// <summary>The pages of the console, and what they need beyond the ports of the core.</summary>
internal static class ConsoleServices
{
    /// <summary>Adds the pages, live over a circuit within these limits, and all they need.</summary>
    public static IServiceCollection AddConsole(this IServiceCollection services, ConsoleSettings settings)
    {
        services.AddRazorComponents()
            .AddInteractiveServerComponents(circuits => circuits.DisconnectedCircuitMaxRetained = settings.MaxRetainedCircuits)
            .AddHubOptions(hub => hub.MaximumReceiveMessageSize = settings.MaxMessageKilobytes * 1024);
        services.AddScoped<AuthenticationStateProvider, CircuitAuthentication>();
        services.AddScoped<CircuitHandler, OrderedClientMessages>();
        services.AddCascadingAuthenticationState();
        return services.AddPages();
    }

    /// <summary>Adds what the pages share, without the server that makes them live. One of each per circuit.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddMudServices();
        services.TryAddSingleton(ConsoleNotice.None);
        services.TryAddSingleton<NodeList>();
        services.TryAddSingleton<EnforcementProof>();
        services.TryAddSingleton<TokensInUse>();
        return services.AddScoped<BrowserTimeZone>().AddScoped<EventEditor>().AddScoped<ProfileSearch>().AddScoped<Finder>();
    }

    /// <summary>The pages and their live connection, for people who signed in; and the files they are made of, for everybody.</summary>
    public static void MapConsole(this IEndpointRouteBuilder routes)
    {
        routes.MapStaticAssets().AllowAnonymous();
        routes.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
    }
}
