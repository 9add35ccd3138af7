namespace EventAuth.Storage.Database;

/// <summary>The database as a whole.</summary>
public interface IEventAuthDatabase
{
    /// <summary>Makes or migrates the database and loads what is kept in memory. Called once, before anything else uses storage.</summary>
    Task PrepareAsync(CancellationToken cancellation);

    /// <summary>
    /// Opens the database for a command on the machine, beside the program or without it. Makes and migrates nothing: false when there is
    /// none, or none of this version.
    /// </summary>
    Task<bool> JoinAsync(CancellationToken cancellation);

    /// <summary>Whether storage answers.</summary>
    Task<bool> AnswersAsync(CancellationToken cancellation);

    /// <summary>Why the program does not start over its storage, and what helps, in a sentence for the person who starts it.</summary>
    string Explain(Exception problem);
}

/// <summary>
/// Nothing may start over the storage as it is. The message is a sentence for the person who starts the program: what is wrong, and what
/// to do.
/// </summary>
public sealed class StorageRefusedException(string message) : Exception(message);
