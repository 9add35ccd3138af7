using EventAuth.Admin.Components.EventCatalog;
using EventAuth.Admin.Components.Times;
using Radzen;

namespace EventAuth.Admin.Components;

/// <summary>What the pages of the console need beyond the ports of the core.</summary>
internal static class ConsoleServices
{
    /// <summary>Adds the pages, live over a circuit, and what they share.</summary>
    public static IServiceCollection AddConsole(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddRadzenComponents();
        services.AddCascadingAuthenticationState();
        return services.AddTimes().AddScoped<EventEditor>();
    }
}
