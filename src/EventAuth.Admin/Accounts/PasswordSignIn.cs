using EventAuth.Admin.Audit;
using EventAuth.Admin.Passwords;
using EventAuth.Core.Identifiers;
using EventAuth.Storage.Entities;
using Microsoft.AspNetCore.Identity;

namespace EventAuth.Admin.Accounts;

/// <summary>Checks e-mail and password, and signs in.</summary>
internal sealed class PasswordSignIn(
    UserManager<AdministratorAccount> users,
    SignInSessions sessions,
    IPasswordHasher<AdministratorAccount> hasher,
    SignInBackOff backOff,
    SignInAudit audit)
{
    /// <summary>Tries once. An e-mail without an account takes as long and gets the same answer as a wrong password.</summary>
    public async Task<SignInAttempt> TryAsync(HttpContext http, string email, string password)
    {
        if (email.Length > IdentifierRules.MaxEmailLength || PasswordRule.IsTooLong(password))
        {
            await audit.FailAsync(email);
            return new SignInAttempt(AttemptResult.Refused);
        }

        var address = ClientAddress.Of(http);
        var wait = backOff.Begin(email, address, await sessions.IsUsualPlaceAsync(email, address, http.RequestAborted));
        if (wait > TimeSpan.Zero)
        {
            await audit.DelayAsync(email);
            return new SignInAttempt(AttemptResult.Delayed, wait);
        }

        var account = await users.FindByEmailAsync(email);
        if (account is null)
        {
            hasher.HashPassword(new AdministratorAccount(), password);
        }
        else if (await users.CheckPasswordAsync(account, password))
        {
            backOff.Succeed(email, address);
            if (account.TwoFactorEnabled)
            {
                await SecondStep.BeginAsync(http, account);
                return new SignInAttempt(AttemptResult.NeedsCode);
            }

            await audit.SucceedAsync(account.Email!);
            await sessions.BeginAsync(http, account);
            return new SignInAttempt(AttemptResult.SignedIn);
        }

        await audit.FailAsync(email);
        return new SignInAttempt(AttemptResult.Refused);
    }
}
