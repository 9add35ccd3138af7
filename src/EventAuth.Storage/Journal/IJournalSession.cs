namespace EventAuth.Storage.Journal;

/// <summary>The journal's writer with its connection to either database. But for <see cref="Forget"/> used by the writer's thread alone.</summary>
internal interface IJournalSession
{
    /// <summary>
    /// Tells the writer that others changed profiles or catalogue. Called within their transaction: the writer's next one can only begin
    /// after it, and begins by forgetting what it remembers.
    /// </summary>
    void Forget();

    /// <summary>Connects, and reads what the database holds.</summary>
    void Open();

    /// <summary>Writes a transaction, and what found no place in an earlier one. False where nothing is kept, which is logged.</summary>
    bool TryWrite(List<JournalSubmission> transaction, List<RejectionEntry> unrecorded);

    /// <summary>Tells those who watch what the transaction that was committed brought.</summary>
    void Publish();

    /// <summary>Drops the connection, and with it the transaction and what is remembered; the next set opens a fresh one.</summary>
    void Close();
}
