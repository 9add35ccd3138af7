namespace EventAuth.Storage.Files;

/// <summary>
/// The folder within the storage folder in which a backup is prepared for its restore. One that is left was interrupted: the database is as
/// it was, and what is left may have customers who were deleted.
/// </summary>
internal static class RestoreFolder
{
    private const string Name = "restoring";

    public static string In(StorageOptions options) => Path.Combine(options.Path, Name);

    /// <summary>Removes it, if it is there.</summary>
    public static void Remove(StorageOptions options)
    {
        if (Directory.Exists(In(options)))
        {
            Directory.Delete(In(options), recursive: true);
        }
    }
}
