namespace EventAuth.Admin.Recovery;

/// <summary>Registers the way back into an account.</summary>
internal static class RecoveryServices
{
    public static IServiceCollection AddRecovery(this IServiceCollection services) =>
        services.AddSingleton<RecoveryLinks>().AddScoped<RecoveredAccount>();
}
