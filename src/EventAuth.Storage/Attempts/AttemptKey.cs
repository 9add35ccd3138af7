namespace EventAuth.Storage.Attempts;

/// <summary>Whose attempts, or which code.</summary>
/// <param name="Kind">What is counted.</param>
/// <param name="Name">Who or what; compared character by character.</param>
public readonly record struct AttemptKey(AttemptKind Kind, string Name);

/// <summary>What is counted.</summary>
public enum AttemptKind
{
    /// <summary>Forms that grant access, from a network.</summary>
    Form,

    /// <summary>Wrong passwords for an e-mail, from a network.</summary>
    PasswordFromNetwork,

    /// <summary>Wrong passwords for an e-mail, from all places where it never signed in.</summary>
    PasswordFromNewPlaces,

    /// <summary>Wrong codes of an account's authenticator app.</summary>
    Code,

    /// <summary>A code of an account that was accepted. Only its owner can make one, so these are never too many.</summary>
    UsedCode,
}

/// <summary>What is known of a key.</summary>
/// <param name="Values">Whatever its kind needs.</param>
/// <param name="Until">When it is forgotten, in milliseconds by the memory's clock.</param>
public readonly record struct AttemptFacts(IReadOnlyList<long> Values, long Until)
{
    /// <summary>Nothing.</summary>
    public static readonly AttemptFacts None = new([], 0);
}
