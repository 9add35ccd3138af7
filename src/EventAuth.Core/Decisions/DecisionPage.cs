namespace EventAuth.Core.Decisions;

/// <summary>
/// A part of the recorded verdicts. Storage reads a bounded number of rows for one, so it can hold fewer than were asked for, or
/// none, and still go on.
/// </summary>
/// <param name="Records">The records, newest first.</param>
/// <param name="Next">All that follow are below this id; null where nothing follows.</param>
public sealed record DecisionPage(IReadOnlyList<DecisionRecord> Records, long? Next);
