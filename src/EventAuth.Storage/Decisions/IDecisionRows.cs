namespace EventAuth.Storage.Decisions;

/// <summary>
/// Finds decisions as a database keeps them. In all of it "reached" is the id down to which all was read; 0 where that is everything.
/// </summary>
internal interface IDecisionRows
{
    /// <summary>The id of the newest decision; 0 where there is none.</summary>
    Task<long> LastIdAsync(EventAuthDbContext context, CancellationToken cancellation);

    /// <summary>The rows that can have an id, for who asks for that one.</summary>
    Task<IQueryable<EventRecord>> AroundAsync(EventAuthDbContext context, long id, CancellationToken cancellation);

    /// <summary>The accepted rows that can have the id of an event, for who asks for that one.</summary>
    IQueryable<EventRecord> AroundEvent(EventAuthDbContext context, Guid eventId);

    /// <summary>The newest that fit a filter without a customer, below an id.</summary>
    Task<(IReadOnlyList<DecisionRecord> Rows, long Reached)> FindAsync(
        EventAuthDbContext context, DecisionFilter filter, long below, int limit, CancellationToken cancellation);

    /// <summary>The newest accepted ones of profiles that fit a filter, below an id.</summary>
    Task<(IReadOnlyList<DecisionRecord> Rows, long Reached)> FindOfProfilesAsync(
        EventAuthDbContext context, DecisionFilter filter, List<long> profiles, long below, int limit, CancellationToken cancellation);
}
