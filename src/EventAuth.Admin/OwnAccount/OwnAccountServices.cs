namespace EventAuth.Admin.OwnAccount;

/// <summary>Registers what people do about their own accounts.</summary>
internal static class OwnAccountServices
{
    public static IServiceCollection AddOwnAccount(this IServiceCollection services) => services
        .AddSingleton<OwnAccountReader>()
        .AddScoped<PresentPassword>()
        .AddScoped<PasswordChange>()
        .AddScoped<TwoFactorChange>()
        .AddScoped<EverySignIn>();
}
