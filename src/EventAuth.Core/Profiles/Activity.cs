using EventAuth.Core.Decisions;

namespace EventAuth.Core.Profiles;

/// <summary>An accepted event on a customer's activity list.</summary>
/// <param name="Label">As sent, or null.</param>
/// <param name="Time">When it happened, in UTC.</param>
/// <param name="ReceivedAt">When it was received, in UTC.</param>
/// <param name="OriginalTime">What was sent as time if that was in the future, in UTC; otherwise null.</param>
/// <param name="Params">The parameters as one JSON object.</param>
/// <param name="ProfileUpdated">Whether the event had the right to change customer data.</param>
/// <param name="Conflict">Whether it had an identifier that was not accepted.</param>
public sealed record Activity(
    Guid EventId,
    string Action,
    string? Label,
    DateTimeOffset Time,
    DateTimeOffset ReceivedAt,
    DateTimeOffset? OriginalTime,
    string Params,
    DecisionReason Reason,
    int PolicyVersion,
    bool ProfileUpdated,
    bool Conflict)
{
    /// <summary>The names of the customer data that it had the right to change and that was not kept.</summary>
    public ImmutableArray<string> NotKept { get; init; } = [];
}

/// <summary>The place after which a page of activities continues.</summary>
public readonly record struct ActivityPosition(DateTimeOffset Time, DateTimeOffset ReceivedAt, Guid EventId);
