namespace EventAuth.Admin.Tests.Hosting.Unreadable;

/// <summary>A request that nobody can read.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="Text">What is sent, one byte for each character.</param>
/// <param name="Status">The status of the answer; 0 if there can be none.</param>
/// <param name="End">How the sender ends.</param>
internal sealed record UnreadableRequest(string Name, string Text, int Status, RawEnd End = RawEnd.Wait)
{
    /// <summary>For what is refused, or ignored, by the first part of the program that sees it: any status but one that says that the program failed.</summary>
    public const int NoServerError = -1;

    // The server answers and closes before it has read this much, and the reset that follows may overtake the answer.
    private const int Long = 4_000;

    // A sender that closes its sending side counts as disconnected: whether it gets its answer depends on timing.

    /// <summary>Whether an answer with this status is right.</summary>
    public bool Fits(int status) =>
        status == Status || (Status == NoServerError && status is >= 100 and < 500)
        || (status == 0 && (Text.Length > Long || End == RawEnd.HalfClose));
}
