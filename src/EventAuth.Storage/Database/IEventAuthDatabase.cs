namespace EventAuth.Storage.Database;

/// <summary>The database as a whole.</summary>
public interface IEventAuthDatabase
{
    /// <summary>Creates or migrates the database and loads what is kept in memory. Called once, before any other use of storage.</summary>
    Task PrepareAsync(CancellationToken cancellation);

    /// <summary>
    /// Opens the database for a command on the machine, while the program runs or not. Creates and migrates nothing: false when there is
    /// no database, or none of this version.
    /// </summary>
    Task<bool> JoinAsync(CancellationToken cancellation);

    /// <summary>Whether storage works.</summary>
    Task<bool> AnswersAsync(CancellationToken cancellation);

    /// <summary>Why the program does not start over its storage, and what helps, in a sentence for the person who starts it.</summary>
    string Explain(Exception problem);
}

/// <summary>
/// The program must not start with this storage. The message is a sentence for the person who starts the program: what is wrong, and what
/// to do.
/// </summary>
public sealed class StorageRefusedException(string message) : Exception(message);
