using EventAuth.Storage.Entities;
using Microsoft.AspNetCore.Identity;

namespace EventAuth.Admin.TwoFactor;

/// <summary>Registers the second factor.</summary>
internal static class TwoFactorServices
{
    /// <summary>Adds it to the accounts.</summary>
    public static IdentityBuilder AddTwoFactor(this IdentityBuilder accounts)
    {
        accounts.AddUserStore<AccountStore>()
            .AddTokenProvider<AuthenticatorTokenProvider<AdministratorAccount>>(TokenOptions.DefaultAuthenticatorProvider);
        accounts.Services
            .AddScoped(provider => (AccountStore)provider.GetRequiredService<IUserStore<AdministratorAccount>>())
            .AddSingleton<UsedCodes>()
            .AddScoped<SecondFactor>();
        return accounts;
    }
}
