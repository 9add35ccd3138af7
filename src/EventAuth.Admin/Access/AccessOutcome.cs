namespace EventAuth.Admin.Access;

/// <summary>How a change of people or keys ended.</summary>
internal enum AccessOutcome
{
    /// <summary>It is done, and in force.</summary>
    Done,

    /// <summary>Who asked is no administrator, or no longer.</summary>
    Forbidden,

    /// <summary>What was to be changed is not there any more.</summary>
    Gone,

    /// <summary>It would have left nobody who can manage access.</summary>
    LastAdministrator,

    /// <summary>Somebody has this e-mail, or a key has this name.</summary>
    Taken,

    /// <summary>What was entered is not in the right form.</summary>
    Malformed,
}
