namespace EventAuth.Storage.Decisions;

/// <summary>
/// Finds decisions, which each database stores in its own way. "Reached" is the id down to which everything was read; 0 for all.
/// </summary>
internal interface IDecisionRows
{
    /// <summary>The id of the newest decision; 0 where there is none.</summary>
    Task<long> LastIdAsync(EventAuthDbContext context, CancellationToken cancellation);

    /// <summary>Rows among which all with ids above the one and below the other must be; the caller selects them.</summary>
    Task<IQueryable<EventRecord>> AroundAsync(EventAuthDbContext context, long above, long below, CancellationToken cancellation);

    /// <summary>Accepted rows among which one with this event id must be; the caller selects it.</summary>
    IQueryable<EventRecord> AroundEvent(EventAuthDbContext context, Guid eventId);

    /// <summary>Ids between which, both left out, all rows of a filter's time are.</summary>
    Task<(long Above, long Below)> BoundsAsync(EventAuthDbContext context, DecisionFilter filter, CancellationToken cancellation);

    /// <summary>The newest that fit a filter without a customer, below an id.</summary>
    Task<(IReadOnlyList<DecisionRecord> Rows, long Reached)> FindAsync(
        EventAuthDbContext context, DecisionFilter filter, long below, int limit, CancellationToken cancellation);

    /// <summary>The newest accepted ones of profiles that fit a filter, below an id.</summary>
    Task<(IReadOnlyList<DecisionRecord> Rows, long Reached)> FindOfProfilesAsync(
        EventAuthDbContext context, DecisionFilter filter, List<long> profiles, long below, int limit, CancellationToken cancellation);
}
