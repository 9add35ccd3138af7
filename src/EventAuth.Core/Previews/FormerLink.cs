using EventAuth.Core.Profiles;

namespace EventAuth.Core.Previews;

/// <summary>An identifier that a profile got or lost before a span.</summary>
/// <param name="Profile">Identifies the profile in storage.</param>
/// <param name="Identifier">Its hash.</param>
public readonly record struct FormerLink(long Profile, IdentifierKind Kind, ulong Identifier, LinkProof Proof);
