using EventAuth.Admin.Documents;
using EventAuth.Admin.Listeners;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EventAuth.Admin.Demo;

/// <summary>Registers what a demo adds to the program.</summary>
internal static class DemoServices
{
    /// <summary>Marks every page, prints how to sign in, and lets the shop send.</summary>
    public static void AddDemo(this IServiceCollection services, DemoSettings settings, DemoAccess access)
    {
        var clock = new DemoClock(DemoHistory.Length);
        services.AddSingleton(clock).Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        services.AddSingleton(provider => new DemoClient(provider.GetRequiredService<BoundListeners>(), access.ApiKey))
            .AddSingleton(new ConsoleNotice("Demo: generated traffic, thrown away at the end"))
            .AddSingleton(settings)
            .AddSingleton(access)
            .AddSingleton<DemoShop>()
            .AddSingleton<DemoTokens>()
            .AddSingleton<DemoVisits>()
            .AddSingleton<DemoHistory>()
            .AddHostedService<DemoTraffic>();
    }
}
