using EventAuth.Core.Decisions;
using EventAuth.Core.Decisions.Counts;
using EventAuth.Core.Policies;

namespace EventAuth.Admin.Tests.Components.Overview;

/// <summary>Counts that a test invents; zero until it does.</summary>
internal sealed class CountsDouble : IDecisionCounts
{
    public Task<long> CountMonitoredAsync(DateTimeOffset since, CancellationToken cancellation) => Task.FromResult(0L);

    public static readonly DateTimeOffset From = new(2026, 11, 3, 9, 0, 0, TimeSpan.Zero);

    /// <summary>The requested spans.</summary>
    public List<OverviewSpan> Asked { get; } = [];

    /// <summary>The answer.</summary>
    public Func<OverviewSpan, Task<DecisionOverview>> Answer { get; set; } = _ => Task.FromResult(Empty);

    public static DecisionOverview Empty { get; } = new(From, TimeSpan.FromMinutes(1), Periods((0, 0), (0, 0)), [], [], null, [], new CustomerCount(0, 0, 0, 0));

    /// <summary>1,198 accepted and 39 rejected.</summary>
    public static DecisionOverview Busy { get; } = new(
        From,
        TimeSpan.FromMinutes(1),
        Periods((1_000, 0), (198, 39)),
        [new ReasonCount(DecisionReason.AnonymousListEmpty, 1_198), new ReasonCount(DecisionReason.JwtRequired, 38), new ReasonCount(DecisionReason.InvalidEvent, 1)],
        [
            new ActionCount("page.visit", 1_100, 0, 900, 0),
            new ActionCount("cart.gift", 98, 0, 0, 0),
            new ActionCount("form.submit", 0, 38, 30, 0),
            new ActionCount(null, 0, 1, 0, 4),
        ],
        null,
        [new CertificateCount(null, 1_190, 39), new CertificateCount("cert-1", 8, 0)],
        new CustomerCount(1_190, 30, 8, 9));

    public Task<DecisionOverview> ReadAsync(OverviewSpan span, CancellationToken cancellation)
    {
        Asked.Add(span);
        return Answer(span);
    }

    public Task<IReadOnlyDictionary<EventName, long>> CountByActionAsync(IReadOnlyCollection<EventName> names, DateTimeOffset since, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<EventName, long>>(new Dictionary<EventName, long>());

    private static IReadOnlyList<PeriodCount> Periods(params (long Accepted, long Rejected)[] periods) =>
        [.. periods.Select((period, place) => new PeriodCount(From.AddMinutes(place), period.Accepted, period.Rejected))];
}
