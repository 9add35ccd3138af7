using EventAuth.Admin.Accounts;
using EventAuth.Core.Audit;
using EventAuth.Storage.Audit;
using EventAuth.Storage.Database;
using EventAuth.Storage.Entities;
using Microsoft.AspNetCore.Identity;

namespace EventAuth.Admin.OwnAccount;

/// <summary>Gives an account another password.</summary>
internal sealed class PasswordChange(
    EventAuthDbContext context,
    UserManager<AdministratorAccount> users,
    IPasswordHasher<AdministratorAccount> hasher,
    SignInSessions sessions,
    IAuditedChanges changes)
{
    /// <summary>Changes it and ends the other sign-ins, not this one. False when the account was changed elsewhere meanwhile.</summary>
    public async Task<bool> ApplyAsync(HttpContext http, AdministratorAccount account, string password)
    {
        // Slow on purpose, so before the transaction and not while it keeps every other writer waiting.
        account.PasswordHash = hasher.HashPassword(account, password);
        var isDone = await changes.RunAsync(
            context,
            async token =>
            {
                // Another stamp with it: no cookie that was given before is good any more.
                if (!(await users.UpdateSecurityStampAsync(account)).Succeeded)
                {
                    return null;
                }

                var ended = await sessions.EndAllAsync(account.Id, SignInSessions.Of(http.User), token);
                return new AuditFact(AuditAction.PasswordChanged, account.Email!, After: AuditJson.Of(new { otherSignInsEnded = ended }));
            },
            http.RequestAborted);
        if (isDone)
        {
            await sessions.RenewAsync(http, account);
        }

        return isDone;
    }
}
