using EventAuth.Admin.Demo.Shop;
using EventAuth.Admin.Demo.Traffic;
using EventAuth.Admin.Documents;
using EventAuth.Admin.Listeners;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EventAuth.Admin.Demo;

/// <summary>Registers what a demo has beyond the program.</summary>
internal static class DemoServices
{
    private const string Words = "Demo: generated traffic, thrown away at the end";

    /// <summary>Marks every page, tells how to sign in, and lets the shop send.</summary>
    public static void AddDemo(this IServiceCollection services, DemoSettings settings, DemoAccess access)
    {
        services.AddSingleton(new ConsoleNotice(Words));
        services.AddSingleton(access).AddSingleton<DemoGreeting>();
        var clock = new DemoClock(DemoHistory.Length);
        services.AddSingleton(clock).Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        services.AddSingleton(provider => new DemoClient(provider.GetRequiredService<BoundListeners>(), access.ApiKey));
        services.AddSingleton<DemoShop>().AddSingleton<DemoTokens>().AddSingleton<DemoVisits>();
        services.AddSingleton<DemoHistory>().AddSingleton<DemoPolicy>();
        services.AddSingleton(new DemoPlan(settings.RotateAfter)).AddHostedService<DemoTraffic>();
    }
}
