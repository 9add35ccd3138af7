namespace EventAuth.Admin.Policies;

/// <summary>Registers the one way a policy is changed, the one way it comes into force, and what is to be said about it.</summary>
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
