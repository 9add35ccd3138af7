namespace EventAuth.Core.Policies;

/// <summary>One entry of the policy's append-only history.</summary>
/// <param name="Version">1 for the policy of a new installation, then one more with each change; lists and certificate share it.</param>
/// <param name="Policy">The whole policy as of this version.</param>
/// <param name="AppliedBy">Who applied it: an e-mail, the name of an API key, or "installation".</param>
/// <param name="AppliedAt">When it was applied, in UTC.</param>
/// <param name="Comment">What the person wrote for the history; at most <see cref="MaxCommentLength"/> characters.</param>
public sealed record PolicyRevision(int Version, EventPolicy Policy, string AppliedBy, DateTimeOffset AppliedAt, string? Comment)
{
    /// <summary>The longest comment, in characters.</summary>
    public const int MaxCommentLength = 500;
}
