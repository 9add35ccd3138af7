namespace EventAuth.Admin.Access;

/// <summary>How a change of people or keys ended.</summary>
internal enum AccessOutcome
{
    /// <summary>It is done, and in force.</summary>
    Done,

    /// <summary>The caller is not an administrator, or not any more.</summary>
    Forbidden,

    /// <summary>What should be changed does not exist any more.</summary>
    Gone,

    /// <summary>Nobody who can manage access would be left.</summary>
    LastAdministrator,

    /// <summary>Somebody has this e-mail, or a key has this name.</summary>
    Taken,

    /// <summary>The input is invalid.</summary>
    Malformed,
}
