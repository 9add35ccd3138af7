using System.Security.Cryptography;
using EventAuth.Storage.Database;
using EventAuth.Storage.Entities;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Admin.TwoFactor;

/// <summary>
/// Stores accounts like the framework, but nothing of the second factor in a form that somebody with a copy of the database could use:
/// the key of the authenticator app is encrypted with keys that are outside the database, and only hashes of recovery codes are stored.
/// </summary>
internal sealed class AccountStore(EventAuthDbContext context, IdentityErrorDescriber describer, IDataProtectionProvider protection)
    : UserOnlyStore<AdministratorAccount, EventAuthDbContext>(context, describer)
{
    // The framework's own name for its data of a second factor.
    private const string Provider = "[AspNetUserStore]";

    private readonly IDataProtector _keys = protection.CreateProtector("EventAuth.AuthenticatorKey.1");

    public override Task SetAuthenticatorKeyAsync(AdministratorAccount user, string key, CancellationToken cancellationToken) =>
        base.SetAuthenticatorKeyAsync(user, _keys.Protect(key), cancellationToken);

    /// <summary>The key; null if there is none, or the keys that encrypt it are lost: then only a recovery code helps.</summary>
    public override async Task<string?> GetAuthenticatorKeyAsync(AdministratorAccount user, CancellationToken cancellationToken)
    {
        try
        {
            return await base.GetAuthenticatorKeyAsync(user, cancellationToken) is { } kept ? _keys.Unprotect(kept) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>
    /// Stores the hashes of new recovery codes, replacing the former ones, at the next update of the account. Not by overriding
    /// <c>ReplaceCodesAsync</c>: the framework also calls that for the remaining codes, which are hashes already.
    /// </summary>
    public Task KeepCodesAsync(AdministratorAccount user, IEnumerable<string> codes, CancellationToken cancellation) =>
        ReplaceCodesAsync(user, codes.Select(RecoveryCodes.HashOf), cancellation);

    public override Task<bool> RedeemCodeAsync(AdministratorAccount user, string code, CancellationToken cancellationToken) =>
        base.RedeemCodeAsync(user, RecoveryCodes.HashOf(code), cancellationToken);

    /// <summary>Removes key and recovery codes, within the caller's transaction.</summary>
    public Task ForgetFactorAsync(AdministratorAccount user, CancellationToken cancellation) =>
        Context.UserTokens.Where(token => token.UserId == user.Id && token.LoginProvider == Provider).ExecuteDeleteAsync(cancellation);
}
