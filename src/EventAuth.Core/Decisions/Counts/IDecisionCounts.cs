using EventAuth.Core.Policies;

namespace EventAuth.Core.Decisions.Counts;

/// <summary>How many events were decided, and how. Exact: each counts once, even a rejection that is not recorded.</summary>
public interface IDecisionCounts
{
    /// <summary>Adds up a span that ends now.</summary>
    Task<DecisionOverview> ReadAsync(OverviewSpan span, CancellationToken cancellation);

    /// <summary>How often events of these names arrived, accepted or not; names that did not arrive are left out.</summary>
    /// <param name="since">From when on; rounded down to a whole hour.</param>
    Task<IReadOnlyDictionary<EventName, long>> CountByActionAsync(
        IReadOnlyCollection<EventName> names, DateTimeOffset since, CancellationToken cancellation);

    /// <summary>How many events were accepted that enforcing would have rejected.</summary>
    /// <param name="since">From when on; rounded down to a whole minute.</param>
    Task<long> CountMonitoredAsync(DateTimeOffset since, CancellationToken cancellation);
}
