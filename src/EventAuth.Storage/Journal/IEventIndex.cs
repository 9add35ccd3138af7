namespace EventAuth.Storage.Journal;

/// <summary>
/// What the journal stores beside the rows of events, so that they can be counted and found. Used by the writer, within its transactions.
/// </summary>
internal interface IEventIndex
{
    /// <summary>Counts a row that the current transaction writes.</summary>
    /// <param name="receivedAt">In milliseconds since 1970.</param>
    /// <param name="customer">Who sent it; null for what was counted when it was rejected.</param>
    /// <param name="count">How many events it stands for.</param>
    void Count(
        long id, long receivedAt, DecisionReason reason, CustomerState? customer, string? certificateId, string? action, int count);

    /// <summary>Forgets what is remembered of the database: others have written since.</summary>
    void Forget()
    {
    }

    /// <summary>Reads which of these events exist already, all at once, before <see cref="TryFindFirst"/> is asked for each.</summary>
    /// <param name="ids">Their ids.</param>
    void LookForRepeats(List<Guid> ids)
    {
    }

    /// <summary>Whether an event with this id exists already, which is so when an event with a salt is repeated.</summary>
    /// <param name="notKept">What its sender was told; null for nothing.</param>
    bool TryFindFirst(Guid id, out IReadOnlyList<string>? notKept);

    /// <summary>Adds an event with a salt, whose repetition must be found.</summary>
    /// <param name="notKept">What its sender is told; null for nothing.</param>
    void AddRepeatable(Guid id, IReadOnlyList<string>? notKept)
    {
    }

    /// <summary>Says that the transaction adds a name to the catalogue.</summary>
    void NoteDiscovery()
    {
    }

    /// <summary>Adds an activity of a profile.</summary>
    /// <param name="time">In milliseconds since 1970; so is the next.</param>
    void Add(long profileId, long time, long receivedAt, Guid eventId);

    /// <summary>Counts events that were rejected before a decision, such as unreadable ones.</summary>
    /// <param name="lastSecond">When the last one was, in seconds since 1970.</param>
    void CountRejected(long lastSecond, DecisionReason reason, string? certificateId, string? action, long count);

    /// <summary>Writes what belongs to the transaction. True now and then, when it is time to delete expired rows.</summary>
    bool Write();

    /// <summary>Reports which events were seen in the committed transaction, and when last, in milliseconds since 1970.</summary>
    void Publish(Action<string, long> seen);
}
