using EventAuth.Admin.Access;
using EventAuth.Admin.Components.EventCatalog;
using EventAuth.Admin.Components.Profiles;
using EventAuth.Admin.Components.Times;
using Microsoft.AspNetCore.Components.Authorization;
using Radzen;

namespace EventAuth.Admin.Components;

/// <summary>What the pages of the console need beyond the ports of the core.</summary>
internal static class ConsoleServices
{
    /// <summary>Adds the pages, live over a circuit, and all they need.</summary>
    public static IServiceCollection AddConsole(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddScoped<AuthenticationStateProvider, CircuitAuthentication>();
        services.AddCascadingAuthenticationState();
        return services.AddPages();
    }

    /// <summary>Adds what the pages share, without the server that makes them live.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRadzenComponents();
        return services.AddTimes().AddScoped<EventEditor>().AddScoped<ProfileSearch>();
    }
}
