namespace EventAuth.Storage.Journal;

/// <summary>An activity as it is found: by profile, then in the order in which it is read.</summary>
/// <param name="ProfileId">The profile.</param>
/// <param name="Time">When it happened, in milliseconds since 1970.</param>
/// <param name="ReceivedAt">When it was received, in milliseconds since 1970.</param>
/// <param name="EventId">The event's public id.</param>
internal readonly record struct ActivityKey(long ProfileId, long Time, long ReceivedAt, Guid EventId)
{
    /// <summary>Compares as the database sorts its keys.</summary>
    public static int InKeyOrder(ActivityKey one, ActivityKey other) =>
        one.ProfileId != other.ProfileId ? one.ProfileId.CompareTo(other.ProfileId)
        : one.Time != other.Time ? one.Time.CompareTo(other.Time)
        : one.ReceivedAt != other.ReceivedAt ? one.ReceivedAt.CompareTo(other.ReceivedAt)
        : one.EventId.CompareTo(other.EventId);
}
