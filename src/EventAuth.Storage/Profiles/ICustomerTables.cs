namespace EventAuth.Storage.Profiles;

/// <summary>What is asked of a customer's rows in each database's own words.</summary>
internal interface ICustomerTables
{
    /// <summary>A page of the activities of profiles, newest first by time, then receipt, then id.</summary>
    /// <param name="after">The last one of the page before, or null.</param>
    Task<List<EventRecord>> ReadActivitiesAsync(
        EventAuthDbContext context, List<long> profiles, ActivityPosition? after, int limit, CancellationToken cancellation);

    /// <summary>When the last activity of these profiles was received; null when there is none.</summary>
    Task<DateTimeOffset?> LastReceiptAsync(EventAuthDbContext context, List<long> profiles, CancellationToken cancellation);

    /// <summary>The newest entries of the history of identifiers of profiles, newest first.</summary>
    Task<List<ProfileLinkRecord>> ReadLinksAsync(
        EventAuthDbContext context, List<long> profiles, int limit, CancellationToken cancellation);

    /// <summary>
    /// The accepted events of a profile and of those that became part of it, those received last first, however many there are: part by
    /// part, each on a connection of its own, with the ids of one part in memory.
    /// </summary>
    IAsyncEnumerable<EventRecord> ReadHistoryAsync(
        IDbContextFactory<EventAuthDbContext> contexts, long profile, CancellationToken cancellation);

    /// <summary>Counts the activities of a profile and of those that became part of it, before a transaction begins.</summary>
    Task<ActivityCount> CountAsync(EventAuthDbContext context, long profile, CancellationToken cancellation);

    /// <summary>Counts those that came since, within the transaction of a writer.</summary>
    Task<int> CountSinceAsync(EventAuthDbContext context, long profile, ActivityCount counted, CancellationToken cancellation);

    /// <summary>Ends tokens, each with the later one of the moments that it gets now and had before.</summary>
    /// <param name="ends">By the hash of an identifier, in hexadecimal, the moment in milliseconds since 1970.</param>
    Task EndTokensAsync(EventAuthDbContext context, IReadOnlyDictionary<string, long> ends, CancellationToken cancellation);

    /// <summary>Notes the identifiers of a customer who is deleted.</summary>
    /// <param name="hashes">In hexadecimal.</param>
    Task NoteErasedAsync(
        EventAuthDbContext context, IReadOnlyCollection<string> hashes, DateTimeOffset erasedAt, CancellationToken cancellation);
}

/// <summary>Activities that were counted.</summary>
/// <param name="Last">Up to which run or event.</param>
/// <param name="Activities">How many they are.</param>
internal sealed record ActivityCount(long Last, int Activities)
{
    public static ActivityCount None { get; } = new(0, 0);
}
