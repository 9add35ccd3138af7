namespace EventAuth.EndToEnd.Tests.Durability.Stored;

/// <summary>A row of a profile.</summary>
internal sealed record StoredProfile(long Id, string Uuid, string? Email, string? CustomId, long? MergedInto);
