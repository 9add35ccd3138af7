namespace EventAuth.Core.Profiles;

/// <summary>With what proof a profile got or lost an identifier. Stored by number.</summary>
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

    /// <summary>Taken from the profile by another customer, whose token carried it.</summary>
    Taken = 4,
}
