using EventAuth.Core.Identifiers;

namespace EventAuth.Core.Profiles;

/// <summary>All profiles, as the one writer sees and changes them within a transaction.</summary>
public interface IProfileDirectory
{
    /// <summary>The profile that an identifier belongs to, or null. E-mails are given folded (<see cref="IdentifierRules.FoldEmail"/>).</summary>
    ProfileState? Find(IdentifierKind kind, string value);

    /// <summary>Makes a profile, without linking any identifier yet.</summary>
    ProfileState Create(string uuid, DateTimeOffset at);

    /// <summary>Gives an identifier to a profile; takes it from whoever had it.</summary>
    void Link(ProfileState profile, IdentifierKind kind, string value, LinkProof proof);

    /// <summary>Takes an identifier away from everybody.</summary>
    void Unlink(IdentifierKind kind, string value);

    /// <summary>Moves the uuids and the history of an anonymous profile to another and ends it.</summary>
    void Merge(ProfileState source, ProfileState target, LinkProof proof);

    /// <summary>Notes that e-mail, customId, attributes or creation time of a profile changed.</summary>
    void Changed(ProfileState profile);
}
