using EventAuth.Core.Identifiers;

namespace EventAuth.Core.Profiles;

/// <summary>All profiles, as the single writer sees and changes them within a transaction.</summary>
public interface IProfileDirectory
{
    /// <summary>The profile of an identifier, or null. E-mails are given folded (<see cref="IdentifierRules.FoldEmail"/>).</summary>
    ProfileState? Find(IdentifierKind kind, string value);

    /// <summary>Whether an identifier was linked to its profile with proof: <see cref="ProfileLinkExtensions.IsProven"/>.</summary>
    bool IsProven(IdentifierKind kind, string value);

    /// <summary>The first of the uuids that a profile has, in text order, or null.</summary>
    string? FirstUuid(ProfileState profile);

    /// <summary>Creates a profile, without linking any identifier yet.</summary>
    ProfileState Create(string uuid, DateTimeOffset at);

    /// <summary>Gives an identifier to a profile; takes it from the profile that had it, and records that in its history.</summary>
    void Link(ProfileState profile, IdentifierKind kind, string value, LinkProof proof);

    /// <summary>Takes an identifier away from every profile.</summary>
    void Unlink(IdentifierKind kind, string value);

    /// <summary>Moves the uuids and the history of an anonymous profile to another and ends it.</summary>
    /// <param name="source">The profile that ends.</param>
    /// <param name="target">The profile that goes on.</param>
    /// <param name="uuid">The uuid by which they are joined.</param>
    /// <param name="proof">The proof with which that uuid is linked to the target.</param>
    void Merge(ProfileState source, ProfileState target, string uuid, LinkProof proof);

    /// <summary>Records that e-mail, customId, attributes or creation time of a profile changed.</summary>
    void Changed(ProfileState profile);
}
