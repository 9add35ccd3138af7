using EventAuth.Core.Identifiers;

namespace EventAuth.Core.Profiles;

/// <summary>All profiles, as the one writer sees and changes them within a transaction.</summary>
public interface IProfileDirectory
{
    /// <summary>The profile of an identifier, or null. E-mails are given folded (<see cref="IdentifierRules.FoldEmail"/>).</summary>
    ProfileState? Find(IdentifierKind kind, string value);

    /// <summary>Whether an identifier came to whom it belongs with proof: <see cref="ProfileLinkExtensions.IsProven"/>.</summary>
    bool IsProven(IdentifierKind kind, string value);

    /// <summary>The first of the uuids that a profile has, in their order as text, or null.</summary>
    string? FirstUuid(ProfileState profile);

    /// <summary>Makes a profile, without linking any identifier yet.</summary>
    ProfileState Create(string uuid, DateTimeOffset at);

    /// <summary>Gives an identifier to a profile; takes it from the profile that had it, whose history says so.</summary>
    void Link(ProfileState profile, IdentifierKind kind, string value, LinkProof proof);

    /// <summary>Takes an identifier away from everybody.</summary>
    void Unlink(IdentifierKind kind, string value);

    /// <summary>Moves the uuids and the history of an anonymous profile to another and ends it.</summary>
    /// <param name="source">The profile that ends.</param>
    /// <param name="target">The profile that goes on.</param>
    /// <param name="uuid">The uuid by which they are joined.</param>
    /// <param name="proof">On what grounds that uuid comes to the target.</param>
    void Merge(ProfileState source, ProfileState target, string uuid, LinkProof proof);

    /// <summary>Notes that e-mail, customId, attributes or creation time of a profile changed.</summary>
    void Changed(ProfileState profile);
}

/// <summary>A profile while events are being decided: the working copy of the one writer.</summary>
public sealed class ProfileState
{
    /// <summary>Names the profile in storage for ever.</summary>
    public required long Id { get; init; }

    /// <summary>The first of its uuids, lower case.</summary>
    public required string Uuid { get; set; }

    /// <summary>As sent, or null.</summary>
    public string? Email { get; set; }

    /// <summary>Whether a token proved the e-mail.</summary>
    public bool EmailProven { get; set; }

    /// <summary>As sent, or null.</summary>
    public string? CustomId { get; set; }

    /// <summary>Whether a token proved the customId.</summary>
    public bool CustomIdProven { get; set; }

    /// <summary>Customer data.</summary>
    public CustomerAttributes Attributes { get; init; } = new();

    /// <summary>When it was made, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; set; }

    /// <summary>Recognized as soon as there is an e-mail or a customId.</summary>
    public bool IsRecognized => Email is not null || CustomId is not null;

    internal (string? Value, bool IsProven) Of(IdentifierKind kind) =>
        kind == IdentifierKind.Email ? (Email, EmailProven) : (CustomId, CustomIdProven);

    internal void Set(IdentifierKind kind, string? value, bool isProven)
    {
        if (kind == IdentifierKind.Email)
        {
            (Email, EmailProven) = (value, isProven);
        }
        else
        {
            (CustomId, CustomIdProven) = (value, isProven);
        }
    }
}
