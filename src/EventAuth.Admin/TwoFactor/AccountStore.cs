using System.Security.Cryptography;
using EventAuth.Storage.Database;
using EventAuth.Storage.Entities;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Admin.TwoFactor;

/// <summary>
/// Keeps accounts as the framework does, but nothing of the second factor in a form that somebody with a copy of the database could use:
/// the key of the authenticator app is encrypted under keys that lie beside the database, of recovery codes only hashes are kept.
/// </summary>
internal sealed class AccountStore(EventAuthDbContext context, IdentityErrorDescriber describer, IDataProtectionProvider protection)
    : UserOnlyStore<AdministratorAccount, EventAuthDbContext>(context, describer)
{
    // The framework's own name for what it keeps of a second factor.
    private const string Provider = "[AspNetUserStore]";

    private readonly IDataProtector _keys = protection.CreateProtector("EventAuth.AuthenticatorKey.1");

    public override Task SetAuthenticatorKeyAsync(AdministratorAccount user, string key, CancellationToken cancellationToken) =>
        base.SetAuthenticatorKeyAsync(user, _keys.Protect(key), cancellationToken);

    /// <summary>The key; null when there is none, or the keys that encrypt it are lost: then only a recovery code helps.</summary>
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
    /// Keeps the hashes of new recovery codes, in place of the former ones, at the next update of the account. Not by overriding
    /// <c>ReplaceCodesAsync</c>: the framework calls that for the codes that are left as well, which are hashes already.
    /// </summary>
    public Task KeepCodesAsync(AdministratorAccount user, IEnumerable<string> codes, CancellationToken cancellation) =>
        ReplaceCodesAsync(user, codes.Select(RecoveryCodes.HashOf), cancellation);

    public override Task<bool> RedeemCodeAsync(AdministratorAccount user, string code, CancellationToken cancellationToken) =>
        base.RedeemCodeAsync(user, RecoveryCodes.HashOf(code), cancellationToken);

    /// <summary>Removes key and recovery codes, within the caller's transaction.</summary>
    public Task ForgetFactorAsync(AdministratorAccount user, CancellationToken cancellation) =>
        Context.UserTokens.Where(token => token.UserId == user.Id && token.LoginProvider == Provider).ExecuteDeleteAsync(cancellation);
}
