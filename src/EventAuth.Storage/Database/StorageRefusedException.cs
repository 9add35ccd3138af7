namespace EventAuth.Storage.Database;

/// <summary>
/// Nothing may start over the storage as it is. The message is a sentence for the person who starts the program: what is wrong, and what
/// to do.
/// </summary>
public sealed class StorageRefusedException(string message) : Exception(message);
