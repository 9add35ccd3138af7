using EventAuth.Core.Policies;

namespace EventAuth.Admin.Hosting.Policies;

/// <summary>Registers the one way a policy is changed and the one way it comes into force.</summary>
internal static class PolicyServices
{
    public static IServiceCollection AddPolicies(this IServiceCollection services) => services
        .AddSingleton<PolicyMonitor>()
        .AddSingleton<PolicyFollowing>()
        .AddSingleton<PolicyService>()
        .AddHostedService<PolicyFollower>();
}
