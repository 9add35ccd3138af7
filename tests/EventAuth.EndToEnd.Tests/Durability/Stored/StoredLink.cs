namespace EventAuth.EndToEnd.Tests.Durability.Stored;

/// <summary>A row of the history of who got which identifier by which event.</summary>
internal sealed record StoredLink(long ProfileId, long Kind, string Value, string EventId);
