using EventAuth.Core.Lint;
using EventAuth.Core.Policies;
using EventAuth.Core.Tokens;

namespace EventAuth.Admin.Policies;

internal static class PolicyServices
{
    public static IServiceCollection AddPolicies(this IServiceCollection services) => services
        .AddSingleton<PolicyMonitor>()
        .AddSingleton<FormerKeys>()
        .AddSingleton<PolicyActivation>()
        .AddSingleton<PolicyFollowing>()
        .AddSingleton<PolicyService>()
        .AddSingleton<PolicyLint>()
        .AddHostedService<PolicyFollower>();
}
