namespace EventAuth.Storage.Journal;

/// <summary>The journal's writer with its connection to either database. Only <see cref="Forget"/> is for other threads.</summary>
internal interface IJournalSession
{
    /// <summary>
    /// Tells the writer that others changed profiles or catalogue. Called within their transaction: the writer's next one can only start
    /// after it, and starts by forgetting what it remembers.
    /// </summary>
    void Forget();

    /// <summary>Connects, and reads what the database holds.</summary>
    void Open();

    /// <summary>Writes a transaction, and what could not be written in an earlier one. Logs a failure and returns false.</summary>
    bool TryWrite(List<JournalSubmission> transaction, List<RejectionEntry> unrecorded);

    /// <summary>Notifies watchers about the committed transaction.</summary>
    void Publish();

    /// <summary>Called after each transaction: lets the journals of other nodes write, if it is their turn.</summary>
    /// <param name="isIdle">Whether nothing waits to be written.</param>
    void Rest(bool isIdle);

    /// <summary>Closes the connection, and with it the transaction and what is remembered; the next set opens a new one.</summary>
    void Close();
}
