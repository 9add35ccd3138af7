namespace EventAuth.Core.Profiles;

/// <summary>What kind of identifier. Stored by number.</summary>
public enum IdentifierKind
{
    Uuid = 1,
    Email = 2,
    CustomId = 3,
}

/// <summary>On what grounds an identifier came to a profile. Stored by number.</summary>
public enum LinkProof
{
    /// <summary>The sender said so, without a token.</summary>
    None = 0,

    /// <summary>A valid token carried it.</summary>
    Token = 1,

    /// <summary>A valid token's event came with it, and it was unknown or anonymous.</summary>
    SentWithToken = 2,

    /// <summary>Made by this server for a profile that came without a uuid.</summary>
    Server = 3,
}

/// <summary>One entry of the history of a profile's identifiers.</summary>
/// <param name="Kind">What kind of identifier.</param>
/// <param name="Value">The identifier.</param>
/// <param name="EventId">The event that linked it.</param>
/// <param name="LinkedAt">When, in UTC.</param>
/// <param name="Proof">On what grounds.</param>
public sealed record ProfileLink(IdentifierKind Kind, string Value, Guid EventId, DateTimeOffset LinkedAt, LinkProof Proof);
