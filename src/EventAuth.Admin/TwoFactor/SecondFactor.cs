using EventAuth.Core.Audit;
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
    public async Task<bool> IsCodeAsync(AdministratorAccount account, string typed)
    {
        var code = string.Concat(typed.Where(character => !char.IsWhiteSpace(character)));
        return code.Length == CodeLength
            && code.All(char.IsAsciiDigit)
            && await users.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, code)
            && used.TryUse(account.Id, code);
    }

    /// <summary>Consumes a recovery code; false when it is none of this account, or used.</summary>
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

/// <summary>Codes of authenticator apps that were taken a moment ago: none is taken twice (RFC 6238, section 5.2).</summary>
internal sealed class UsedCodes(TimeProvider time)
{
    // Longer than the framework takes a code for: two steps of 30 s before and after now, and the present one. By the clock that codes are
    // made by, and by one that nobody sets: a code of now is still known when the clock was wrong meanwhile, and one of a clock that was
    // ahead when its time comes again.
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Account, string Code), (DateTimeOffset Time, long At)> _used = [];

    public bool TryUse(string account, string code)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            foreach (var (past, use) in _used)
            {
                if (now - use.Time > Remembered && time.GetElapsedTime(use.At) > Remembered)
                {
                    _used.Remove(past);
                }
            }

            return _used.TryAdd((account, code), (now, time.GetTimestamp()));
        }
    }
}
