using EventAuth.Admin.Accounts;
using EventAuth.Admin.TwoFactor;
using EventAuth.Storage.Audit;
using EventAuth.Storage.Database;
using EventAuth.Storage.Entities;
using Microsoft.AspNetCore.Identity;

namespace EventAuth.Admin.OwnAccount;

/// <summary>
/// Changes somebody's password and second factor; each ends the account's other sign-ins, but not the current one. Nothing is changed
/// if the account was changed elsewhere at the same time.
/// </summary>
internal sealed class OwnAccountChanges(
    EventAuthDbContext context,
    UserManager<AdministratorAccount> users,
    SignInManager<AdministratorAccount> signIn,
    IPasswordHasher<AdministratorAccount> hasher,
    AccountStore store,
    SecondFactor factor,
    SignInSessions sessions,
    AccessChanges pages,
    IAuditedChanges changes)
{
    /// <summary>Says that, followed by what to do now.</summary>
    public const string Elsewhere = "Your account was changed elsewhere at the same moment. Nothing was changed here; ";

    /// <summary>Changes the password, which ends the other sign-ins.</summary>
    public Task<bool> ChangePasswordAsync(HttpContext http, AdministratorAccount account, string password)
    {
        // Slow on purpose, so it is done before the transaction, which would block every other writer.
        account.PasswordHash = hasher.HashPassword(account, password);
        // This also changes the stamp: no earlier cookie is valid any more.
        return ApplyAsync(http, account, AuditAction.PasswordChanged, _ => users.UpdateSecurityStampAsync(account));
    }

    /// <summary>
    /// Turns the second factor on for an app that has the key, as the code proves. Returns the recovery codes, the only time they can be
    /// seen; null when the code is not right.
    /// </summary>
    public async Task<ImmutableArray<string>?> TurnOnAsync(HttpContext http, AdministratorAccount account, string key, string code)
    {
        await store.SetAuthenticatorKeyAsync(account, key, http.RequestAborted);
        if (!await factor.IsCodeAsync(account, code, http.RequestAborted))
        {
            return null;
        }

        var codes = RecoveryCodes.New();
        var isDone = await ApplyAsync(http, account, AuditAction.TwoFactorTurnedOn, async token =>
        {
            await store.KeepCodesAsync(account, codes, token);
            return await users.SetTwoFactorEnabledAsync(account, enabled: true);
        });
        return isDone ? codes : null;
    }

    /// <summary>Turns the second factor off and forgets key and recovery codes.</summary>
    public Task<bool> TurnOffAsync(HttpContext http, AdministratorAccount account) =>
        ApplyAsync(http, account, AuditAction.TwoFactorTurnedOff, async token =>
        {
            await store.ForgetFactorAsync(account, token);
            return await users.SetTwoFactorEnabledAsync(account, enabled: false);
        });

    /// <summary>Creates new recovery codes; the former ones become invalid. It ends no sign-ins.</summary>
    public async Task<ImmutableArray<string>?> RenewCodesAsync(AdministratorAccount account, CancellationToken cancellation)
    {
        var codes = RecoveryCodes.New();
        var isDone = await changes.RunAsync(
            context,
            async token =>
            {
                await store.KeepCodesAsync(account, codes, token);
                return (await users.UpdateAsync(account)).Succeeded ? new AuditFact(AuditAction.RecoveryCodesMade, account.Email!) : null;
            },
            cancellation);
        return isDone ? codes : null;
    }

    /// <summary>Signs somebody out everywhere, here as well.</summary>
    public async Task SignOutEverywhereAsync(HttpContext http)
    {
        if (await users.GetUserAsync(http.User) is { } account)
        {
            await changes.RunAsync(
                context,
                async token =>
                {
                    var ended = await sessions.EndAllAsync(account.Id, except: null, token);
                    return new AuditFact(
                        AuditAction.SignedOutEverywhere, account.Email!, After: AuditJson.Of(new { signInsEnded = ended }));
                },
                http.RequestAborted);
            pages.Announce();
        }

        await signIn.SignOutAsync();
    }

    private async Task<bool> ApplyAsync(
        HttpContext http, AdministratorAccount account, AuditAction action, Func<CancellationToken, Task<IdentityResult>> change)
    {
        var isDone = await changes.RunAsync(
            context,
            async token =>
            {
                if (!(await change(token)).Succeeded)
                {
                    return null;
                }

                var ended = await sessions.EndAllAsync(account.Id, SignInSessions.Of(http.User), token);
                return new AuditFact(action, account.Email!, After: AuditJson.Of(new { otherSignInsEnded = ended }));
            },
            http.RequestAborted);
        if (isDone)
        {
            await sessions.RenewAsync(http, account);
        }

        return isDone;
    }
}
