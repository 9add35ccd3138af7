using EventAuth.Admin.Accounts;
using EventAuth.Admin.TwoFactor;
using EventAuth.Storage.Audit;
using EventAuth.Storage.Database;
using EventAuth.Storage.Entities;
using Microsoft.AspNetCore.Identity;

namespace EventAuth.Admin.Recovery;

/// <summary>Gives somebody with a recovery link their account back.</summary>
internal sealed class RecoveredAccount(
    EventAuthDbContext context,
    UserManager<AdministratorAccount> users,
    IPasswordHasher<AdministratorAccount> hasher,
    AccountStore store,
    RecoveryLinks links,
    SignInSessions sessions,
    IAuditedChanges changes)
{
    /// <summary>
    /// Consumes the link, sets the password, turns the second factor off, because the phone may be lost, and ends all sign-ins:
    /// in one transaction; if two try at once, one succeeds. Null when the link is not, or no longer, valid.
    /// </summary>
    public async Task<AdministratorAccount?> TakeBackAsync(string accountId, string code, string password, CancellationToken cancellation)
    {
        if (await users.FindByIdAsync(accountId) is not { } account)
        {
            return null;
        }

        var hadTwoFactor = account.TwoFactorEnabled;
        // Slow on purpose, so it is done before the transaction, which would block every other writer.
        account.PasswordHash = hasher.HashPassword(account, password);
        var isDone = await changes.RunAsync(
            context,
            async token =>
            {
                if (!await links.ConsumeAsync(context, account.Id, code, token))
                {
                    return null;
                }

                await store.ForgetFactorAsync(account, token);
                if (!(await users.SetTwoFactorEnabledAsync(account, enabled: false)).Succeeded)
                {
                    return null;
                }

                await sessions.EndAllAsync(account.Id, except: null, token);
                return new AuditFact(
                    AuditAction.AccountRecovered,
                    account.Email!,
                    After: AuditJson.Of(new { twoFactorTurnedOff = hadTwoFactor })) { Who = account.Email };
            },
            cancellation);
        return isDone ? account : null;
    }
}
