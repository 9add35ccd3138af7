using System.Collections.Immutable;
using EventAuth.Admin.Accounts;
using EventAuth.Admin.TwoFactor;
using EventAuth.Core.Audit;
using EventAuth.Storage.Audit;
using EventAuth.Storage.Database;
using EventAuth.Storage.Entities;
using Microsoft.AspNetCore.Identity;

namespace EventAuth.Admin.OwnAccount;

/// <summary>Turns somebody's second factor on and off. Each change ends the account's other sign-ins; the one that asks goes on.</summary>
internal sealed class TwoFactorChange(
    EventAuthDbContext context,
    UserManager<AdministratorAccount> users,
    AccountStore store,
    SecondFactor factor,
    SignInSessions sessions,
    IAuditedChanges changes)
{
    /// <summary>
    /// Turns it on for an app that has the key, which the code proves. Gives the recovery codes, the only time they can be seen; null when
    /// the code is not right or the account was changed elsewhere meanwhile: then nothing is changed.
    /// </summary>
    public async Task<ImmutableArray<string>?> TurnOnAsync(HttpContext http, AdministratorAccount account, string key, string code)
    {
        await store.SetAuthenticatorKeyAsync(account, key, http.RequestAborted);
        if (!await factor.IsCodeAsync(account, code))
        {
            return null;
        }

        var codes = RecoveryCodes.New();
        var isDone = await changes.RunAsync(
            context,
            async token =>
            {
                await store.KeepCodesAsync(account, codes, token);
                return (await users.SetTwoFactorEnabledAsync(account, enabled: true)).Succeeded
                    ? await EndOthersAsync(http, account, AuditAction.TwoFactorTurnedOn, token)
                    : null;
            },
            http.RequestAborted);
        if (isDone)
        {
            await sessions.RenewAsync(http, account);
        }

        return isDone ? codes : null;
    }

    /// <summary>Turns it off and forgets key and recovery codes. False when the account was changed elsewhere meanwhile.</summary>
    public async Task<bool> TurnOffAsync(HttpContext http, AdministratorAccount account)
    {
        var isDone = await changes.RunAsync(
            context,
            async token =>
            {
                await store.ForgetFactorAsync(account, token);
                return (await users.SetTwoFactorEnabledAsync(account, enabled: false)).Succeeded
                    ? await EndOthersAsync(http, account, AuditAction.TwoFactorTurnedOff, token)
                    : null;
            },
            http.RequestAborted);
        if (isDone)
        {
            await sessions.RenewAsync(http, account);
        }

        return isDone;
    }

    /// <summary>Makes new recovery codes; the former ones are void. Null when the account was changed elsewhere meanwhile.</summary>
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

    private async Task<AuditFact> EndOthersAsync(
        HttpContext http, AdministratorAccount account, AuditAction action, CancellationToken cancellation)
    {
        var ended = await sessions.EndAllAsync(account.Id, SignInSessions.Of(http.User), cancellation);
        return new AuditFact(action, account.Email!, After: AuditJson.Of(new { otherSignInsEnded = ended }));
    }
}
