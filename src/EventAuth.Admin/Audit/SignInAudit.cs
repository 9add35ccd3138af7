using EventAuth.Core.Limits;

namespace EventAuth.Admin.Audit;

/// <summary>
/// Records attempts to sign in. An attempted account is recorded under a pseudonym: what is typed may be a password in the wrong field.
/// Strangers can make any number of attempts, so only a limited number of theirs is recorded per minute, and how many were not.
/// </summary>
internal sealed class SignInAudit(IAuditTrail trail, TimeProvider time)
{
    /// <summary>How many attempts without success are recorded in a minute.</summary>
    public const int MaxAMinute = 100;

    private readonly Quota _recorded = new(MaxAMinute, TimeSpan.FromMinutes(1));
    private int _leftOut;

    /// <summary>Before the person is signed in: no sign-in without an entry.</summary>
    public Task SucceedAsync(string email) => RecordOwnAsync(AuditAction.SignInSucceeded, email);

    /// <summary>The sender of the request signs out.</summary>
    public Task SignOutAsync(string email) => RecordOwnAsync(AuditAction.SignedOut, email);

    /// <summary>E-mail or password was not right.</summary>
    public Task FailAsync(string email) => RecordAsync(AuditAction.SignInFailed, email);

    /// <summary>The password was right and the code after it was not: somebody else may know the password.</summary>
    public Task FailCodeAsync(string email) => RecordAsync(AuditAction.SignInCodeFailed, email);

    /// <summary>The attempt was not checked.</summary>
    public Task DelayAsync(string email) => RecordAsync(AuditAction.SignInDelayed, email);

    private Task RecordOwnAsync(AuditAction action, string email) =>
        trail.RecordAsync(new AuditFact(action, trail.PseudonymOf(email)) { Who = email }, CancellationToken.None);

    private Task RecordAsync(AuditAction action, string email)
    {
        if (!_recorded.TryTake(time.GetUtcNow()))
        {
            Interlocked.Increment(ref _leftOut);
            return Task.CompletedTask;
        }

        var leftOut = Interlocked.Exchange(ref _leftOut, 0);
        var account = trail.PseudonymOf(email);
        var after = leftOut == 0 ? null : AuditJson.Of(new { attemptsNotRecordedBefore = leftOut });
        return trail.RecordAsync(new AuditFact(action, account, After: after) { Who = account }, CancellationToken.None);
    }
}
