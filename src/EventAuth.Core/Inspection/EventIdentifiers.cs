using EventAuth.Core.Tokens;

namespace EventAuth.Core.Inspection;

/// <summary>What an event says of its customer, as sent; null for what it does not say.</summary>
public sealed record EventIdentifiers(string? Uuid, string? Email, string? CustomId);
