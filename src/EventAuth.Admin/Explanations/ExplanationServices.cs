namespace EventAuth.Admin.Explanations;

/// <summary>Registers the explanations.</summary>
internal static class ExplanationServices
{
    public static IServiceCollection AddExplanations(this IServiceCollection services) => services.AddSingleton<DecisionExplanations>();
}
