using EventAuth.Admin.Access;
using EventAuth.Admin.Components.EventCatalog;
using EventAuth.Admin.Components.Find;
using EventAuth.Admin.Components.Profiles;
using EventAuth.Admin.Components.Times;
using EventAuth.Admin.Connections;
using EventAuth.Admin.Documents;
using EventAuth.Admin.Settings;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor.Services;

namespace EventAuth.Admin.Components;

/// <summary>What the pages of the console need beyond the ports of the core.</summary>
internal static class ConsoleServices
{
    /// <summary>Adds the pages, live over a circuit within these bounds, and all they need.</summary>
    public static IServiceCollection AddConsole(this IServiceCollection services, ConsoleSettings settings)
    {
        services.AddRazorComponents()
            .AddInteractiveServerComponents(circuits => circuits.DisconnectedCircuitMaxRetained = settings.MaxRetainedCircuits)
            .AddHubOptions(hub => hub.MaximumReceiveMessageSize = settings.MaxMessageKilobytes * 1024);
        services.AddScoped<AuthenticationStateProvider, CircuitAuthentication>();
        services.AddScoped<CircuitHandler, AnswersInOrder>();
        services.AddCascadingAuthenticationState();
        return services.AddPages();
    }

    /// <summary>Adds what the pages share, without the server that makes them live.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddMudServices();
        services.TryAddSingleton(ConsoleNotice.None);
        return services.AddTimes().AddScoped<EventEditor>().AddScoped<ProfileSearch>().AddScoped<Finder>();
    }
}
