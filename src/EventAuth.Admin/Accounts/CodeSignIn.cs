using EventAuth.Admin.Audit;
using EventAuth.Admin.TwoFactor;
using EventAuth.Storage.Entities;

namespace EventAuth.Admin.Accounts;

/// <summary>Checks the code after the password, and signs in.</summary>
internal sealed class CodeSignIn(SecondFactor factor, SecondStepBackOff backOff, SignInSessions sessions, SignInAudit audit)
{
    /// <summary>Tries once, with a code of the app or a recovery code.</summary>
    public async Task<SignInAttempt> TryAsync(HttpContext http, AdministratorAccount account, string typed)
    {
        if (RecoveryCodes.IsOne(typed))
        {
            if (await factor.RedeemAsync(account, typed, http.RequestAborted))
            {
                return await SucceedAsync(http, account);
            }
        }
        else if (backOff.Begin(account.Id) is var wait && wait > TimeSpan.Zero)
        {
            await audit.DelayAsync(account.Email!);
            return new SignInAttempt(AttemptResult.Delayed, wait);
        }
        else if (await factor.IsCodeAsync(account, typed))
        {
            return await SucceedAsync(http, account);
        }

        await audit.FailCodeAsync(account.Email!);
        return new SignInAttempt(AttemptResult.Refused);
    }

    private async Task<SignInAttempt> SucceedAsync(HttpContext http, AdministratorAccount account)
    {
        backOff.Succeed(account.Id);
        await audit.SucceedAsync(account.Email!);
        await SecondStep.EndAsync(http);
        await sessions.BeginAsync(http, account);
        return new SignInAttempt(AttemptResult.SignedIn);
    }
}
