using EventAuth.Core.Identifiers;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Profiles;

/// <summary>Finds events that would join, or take, what belongs to different customers.</summary>
internal static class ProfileConflicts
{
    /// <summary>Whether a token names a profile by one identifier and another profile by another, each with proof.</summary>
    public static bool Brings(IProfileDirectory profiles, ProfileState profile, TokenIdentity token) =>
        // The customId is looked up first: if somebody has it with proof, that is the profile.
        (token.CustomId is { } customId && profile.CustomIdProven && customId != profile.CustomId)
        || (token.FoldedEmail is { } email
            && profiles.Find(IdentifierKind.Email, email) is { EmailProven: true } byEmail
            && byEmail.Id != profile.Id)
        || (token.Uuid is { } uuid
            && profiles.Find(IdentifierKind.Uuid, uuid) is { IsRecognized: true } byUuid
            && byUuid.Id != profile.Id
            && profiles.IsProven(IdentifierKind.Uuid, uuid)
            && StaysRecognized(byUuid, token));

    /// <summary>Whether a profile still has an e-mail or a customId when the token's are taken from it.</summary>
    private static bool StaysRecognized(ProfileState profile, TokenIdentity token) =>
        (profile.Email is { } email && IdentifierRules.FoldEmail(email) != token.FoldedEmail)
        || (profile.CustomId is { } customId && customId != token.CustomId);

    /// <summary>Without proof an identifier is accepted only if nobody has it and the profile has none of its kind.</summary>
    public static bool MayClaim(IProfileDirectory profiles, ProfileState profile, IdentifierKind kind, string? value)
    {
        var owner = value is null ? null : profiles.Find(kind, kind.Fold(value));
        return value is null || (owner is null ? profile.Of(kind).Value is null : owner.Id == profile.Id);
    }
}
