namespace EventAuth.Admin.Enforcement;

/// <summary>Registers the proof of enforcement.</summary>
internal static class EnforcementServices
{
    public static IServiceCollection AddEnforcementProof(this IServiceCollection services) => services
        .AddSingleton<EnforcementProof>().AddSingleton<ProbeSender>().AddHostedService<EnforcementProbe>();
}
