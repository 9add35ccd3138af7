namespace EventAuth.EndToEnd.Tests.Durability.Stored;

/// <summary>A row of an accepted event.</summary>
/// <param name="Id">The row's number.</param>
/// <param name="EventId">The public id.</param>
/// <param name="ProfileId">The profile that it was accepted for.</param>
/// <param name="Action">The event's name.</param>
/// <param name="Number">The number of the sent event, or null when it is not of a load.</param>
internal sealed record StoredEvent(long Id, string EventId, long ProfileId, string Action, long? Number);
