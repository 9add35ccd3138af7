using EventAuth.Core.Audit;
using EventAuth.Core.Limits;

namespace EventAuth.Admin.Audit;

/// <summary>
/// Records attempts to sign in. An attempted account stands there under a pseudonym: what is typed may be a password in the wrong field.
/// Strangers can make attempts without end, so of theirs only so many a minute are recorded, and how many were not.
/// </summary>
internal sealed class SignInAudit(IAuditTrail trail, TimeProvider time)
{
    /// <summary>How many attempts without success are recorded in a minute.</summary>
    public const int MaxAMinute = 100;

    private readonly Quota _recorded = new(MaxAMinute, TimeSpan.FromMinutes(1));
    private int _leftOut;

    /// <summary>Before the person is signed in, so that nobody is without an entry.</summary>
    public Task SucceedAsync(string email, CancellationToken cancellation = default) =>
        trail.RecordAsync(new AuditFact(AuditAction.SignInSucceeded, trail.PseudonymOf(email)) { Who = email }, cancellation);

    /// <summary>E-mail or password was not right.</summary>
    public Task FailAsync(string email, CancellationToken cancellation = default) =>
        RecordAsync(AuditAction.SignInFailed, email, cancellation);

    /// <summary>The password was right and the code after it was not: somebody else may know the password.</summary>
    public Task FailCodeAsync(string email, CancellationToken cancellation = default) =>
        RecordAsync(AuditAction.SignInCodeFailed, email, cancellation);

    /// <summary>The attempt was not looked at.</summary>
    public Task DelayAsync(string email, CancellationToken cancellation = default) =>
        RecordAsync(AuditAction.SignInDelayed, email, cancellation);

    /// <summary>The person whose request it is signs out.</summary>
    public Task SignOutAsync(string email, CancellationToken cancellation = default) =>
        trail.RecordAsync(new AuditFact(AuditAction.SignedOut, trail.PseudonymOf(email)) { Who = email }, cancellation);

    private Task RecordAsync(AuditAction action, string email, CancellationToken cancellation)
    {
        if (TakePlace() is not { } leftOut)
        {
            return Task.CompletedTask;
        }

        var account = trail.PseudonymOf(email);
        var after = leftOut == 0 ? null : AuditJson.Of(new { attemptsNotRecordedBefore = leftOut });
        return trail.RecordAsync(new AuditFact(action, account, After: after) { Who = account }, cancellation);
    }

    /// <summary>How many were left out since the last one that was recorded; null when this one is.</summary>
    private int? TakePlace()
    {
        if (_recorded.TryTake(time.GetUtcNow()))
        {
            return Interlocked.Exchange(ref _leftOut, 0);
        }

        Interlocked.Increment(ref _leftOut);
        return null;
    }
}
