using EventAuth.Admin.Audit;
using EventAuth.Admin.Passwords;
using EventAuth.Admin.TwoFactor;
using EventAuth.Core.Identifiers;
using EventAuth.Storage.Entities;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace EventAuth.Admin.Accounts;

/// <summary>
/// Checks e-mail and password, then the code if the account requires one, and signs in. Returns with each result how long to wait before
/// the next attempt is checked; zero if this one was checked.
/// </summary>
internal sealed class SignInAttempts(
    UserManager<AdministratorAccount> users,
    IPasswordHasher<AdministratorAccount> hasher,
    SecondFactor factor,
    SignInSessions sessions,
    SignInBackOff backOff,
    SignInAudit audit)
{
    /// <summary>One attempt. An e-mail without an account takes as long and gets the same answer as a wrong password.</summary>
    public async Task<(AttemptResult Result, TimeSpan Wait)> TryPasswordAsync(HttpContext http, string email, string password)
    {
        if (email.Length > IdentifierRules.MaxEmailLength || PasswordRule.IsTooLong(password))
        {
            await audit.FailAsync(email);
            return (AttemptResult.Refused, default);
        }

        var address = ClientAddress.Of(http) ?? "";
        var wait = await backOff.BeginAsync(
            email, address, await sessions.IsUsualPlaceAsync(email, address, http.RequestAborted), http.RequestAborted);
        if (wait > TimeSpan.Zero)
        {
            await audit.DelayAsync(email);
            return (AttemptResult.Delayed, wait);
        }

        var account = await users.FindByEmailAsync(email);
        if (account is null)
        {
            hasher.HashPassword(new AdministratorAccount(), password);
        }
        else if (await users.CheckPasswordAsync(account, password))
        {
            await backOff.SucceedAsync(email, address, http.RequestAborted);
            if (account.TwoFactorEnabled)
            {
                await SecondStep.BeginAsync(http, account);
                return (AttemptResult.NeedsCode, default);
            }

            await sessions.BeginAsync(http, account);
            return (AttemptResult.SignedIn, default);
        }

        await audit.FailAsync(email);
        return (AttemptResult.Refused, default);
    }

    /// <summary>One attempt, with a code of the app or a recovery code.</summary>
    public async Task<(AttemptResult Result, TimeSpan Wait)> TryCodeAsync(HttpContext http, AdministratorAccount account, string typed)
    {
        var isRecoveryCode = RecoveryCodes.IsOne(typed);
        if (!isRecoveryCode && await backOff.BeginCodeAsync(account.Id, http.RequestAborted) is var wait && wait > TimeSpan.Zero)
        {
            await audit.DelayAsync(account.Email!);
            return (AttemptResult.Delayed, wait);
        }

        if (!(isRecoveryCode
            ? await factor.RedeemAsync(account, typed, http.RequestAborted)
            : await factor.IsCodeAsync(account, typed, http.RequestAborted)))
        {
            await audit.FailCodeAsync(account.Email!);
            return (AttemptResult.Refused, default);
        }

        await backOff.SucceedCodeAsync(account.Id, http.RequestAborted);
        await http.SignOutAsync(SecondStep.Scheme);
        await sessions.BeginAsync(http, account);
        return (AttemptResult.SignedIn, default);
    }
}
