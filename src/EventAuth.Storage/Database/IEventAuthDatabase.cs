namespace EventAuth.Storage.Database;

/// <summary>The database as a whole.</summary>
public interface IEventAuthDatabase
{
    /// <summary>Creates or migrates the database and loads what is kept in memory. Called once, before any other use of storage.</summary>
    Task PrepareAsync(CancellationToken cancellation);

    /// <summary>
    /// Only brings the database to the form of this version, or makes a new one, for a command on the machine. Safe to repeat, and
    /// from several machines at once over one PostgreSQL.
    /// </summary>
    Task<DatabaseChange> MigrateAsync(CancellationToken cancellation);

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

/// <summary>What was done so that a database has the form of this version.</summary>
public enum DatabaseChange
{
    /// <summary>Nothing: it had it.</summary>
    None,

    /// <summary>It was changed.</summary>
    Migrated,

    /// <summary>It was made.</summary>
    Created,
}

/// <summary>
/// The program must not start with this storage. The message is a sentence for the person who starts the program: what is wrong, and what
/// to do.
/// </summary>
public sealed class StorageRefusedException(string message) : Exception(message);
