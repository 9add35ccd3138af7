namespace EventAuth.Storage.Database;

/// <summary>Why storage failed, as far as a person can do something about it.</summary>
internal enum StorageFault
{
    /// <summary>None of the others.</summary>
    Other,

    /// <summary>The file is damaged.</summary>
    Damaged,

    /// <summary>There is no room on the disk.</summary>
    Full,

    /// <summary>The file or its folder cannot be written.</summary>
    ReadOnly,

    /// <summary>Another program locks the file.</summary>
    Busy,
}
