using EventAuth.Admin.Previews;

namespace EventAuth.Admin.Policies;

/// <summary>Registers the services that change a policy, put it into force, and check it.</summary>
internal static class PolicyServices
{
    public static IServiceCollection AddPolicies(this IServiceCollection services) => services
        .AddSingleton<PolicyMonitor>()
        .AddSingleton<FormerKeys>()
        .AddSingleton<PolicyActivation>()
        .AddSingleton<PolicyFollowing>()
        .AddSingleton<PolicyService>()
        .AddSingleton<PolicyLint>()
        .AddSingleton<PreviewRuns>()
        .AddSingleton<PendingStatus>()
        .AddSingleton<MonitorStatus>()
        .AddSingleton<TokenExpiries>()
        .AddHostedService<PolicyFollower>()
        .AddHostedService<PendingWatch>()
        .AddHostedService(provider => provider.GetRequiredService<TokenExpiries>());
}
