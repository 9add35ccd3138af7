namespace EventAuth.Storage.Database;

/// <summary>The database as a whole.</summary>
public interface IEventAuthDatabase
{
    /// <summary>Makes or migrates the database and loads what is kept in memory. Called once, before anything else uses storage.</summary>
    Task PrepareAsync(CancellationToken cancellation);

    /// <summary>Whether storage answers.</summary>
    Task<bool> AnswersAsync(CancellationToken cancellation);

    /// <summary>What an exception of storage means.</summary>
    StorageFault FaultOf(Exception exception);
}
