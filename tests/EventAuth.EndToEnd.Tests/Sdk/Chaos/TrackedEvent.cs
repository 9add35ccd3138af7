namespace EventAuth.EndToEnd.Tests.Sdk.Chaos;

/// <summary>An event that a page passed to the SDK.</summary>
/// <param name="Number">Its own number, in <c>params.number</c>.</param>
/// <param name="Kind">What it is, and what the policy says to it.</param>
internal sealed record TrackedEvent(long Number, EventKind Kind)
{
    /// <summary>Where the SDK kept its queue, and how its page was left if that was right afterwards: for the report of one that is lost.</summary>
    public string Circumstances { get; set; } = "";
}
