using EventAuth.Storage.Audit;
using EventAuth.Storage.Database;
using EventAuth.Storage.Entities;
using Microsoft.AspNetCore.Identity;

namespace EventAuth.Admin.TwoFactor;

/// <summary>Checks what somebody has besides the password: the authenticator app, or a recovery code.</summary>
internal sealed class SecondFactor(
    EventAuthDbContext context, UserManager<AdministratorAccount> users, UsedCodes used, IAuditedChanges changes)
{
    private const int CodeLength = 6;

    /// <summary>Whether this is the code that the app shows now, or up to two steps of 30 s off, and was not used before.</summary>
    public async Task<bool> IsCodeAsync(AdministratorAccount account, string typed, CancellationToken cancellation)
    {
        var code = string.Concat(typed.Where(character => !char.IsWhiteSpace(character)));
        return code.Length == CodeLength
            && code.All(char.IsAsciiDigit)
            && await users.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, code)
            && await used.TryUseAsync(account.Id, code, cancellation);
    }

    /// <summary>Consumes a recovery code; false if it is not one of this account, or was used.</summary>
    public Task<bool> RedeemAsync(AdministratorAccount account, string typed, CancellationToken cancellation) => changes.RunAsync(
        context,
        async _ => (await users.RedeemTwoFactorRecoveryCodeAsync(account, typed)).Succeeded
            ? new AuditFact(
                AuditAction.RecoveryCodeUsed,
                account.Email!,
                After: AuditJson.Of(new { codesLeft = await users.CountRecoveryCodesAsync(account) })) { Who = account.Email }
            : null,
        cancellation);
}
