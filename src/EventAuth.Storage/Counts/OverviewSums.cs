using System.Runtime.InteropServices;
using EventAuth.Core.Decisions;
using EventAuth.Core.Decisions.Counts;

namespace EventAuth.Storage.Counts;

/// <summary>Adds counts up in every way in which the overview shows them.</summary>
/// <param name="from">The beginning of the span, in seconds since 1970; what is older belongs to the span before.</param>
/// <param name="width">How long a period is, in seconds.</param>
/// <param name="periods">How many there are.</param>
internal sealed class OverviewSums(long from, long width, int periods)
{
    private readonly OutcomeSum[] _periods = new OutcomeSum[periods];
    private readonly Dictionary<DecisionReason, long> _reasons = [];
    private OutcomeSum _before;
    private readonly Dictionary<string, (OutcomeSum Now, OutcomeSum Before)> _actions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OutcomeSum> _certificates = new(StringComparer.Ordinal);
    private readonly long[] _customers = new long[Enum.GetValues<CustomerState>().Length];
    private long _notKnown;

    public void Add(CountRow row)
    {
        var reason = (DecisionReason)row.Reason;
        if (!Enum.IsDefined(reason) || row.Customer >= _customers.Length || row.Count < 0 || row.Period > from + (width * periods))
        {
            // A damaged row; the start of the program named it.
            return;
        }

        var sum = reason.Accepts() ? new OutcomeSum(row.Count, 0) : new OutcomeSum(0, row.Count);
        ref var action = ref CollectionsMarshal.GetValueRefOrAddDefault(_actions, row.Action, out _);
        if (row.Period < from)
        {
            action.Before += sum;
            _before += sum;
            return;
        }

        action.Now += sum;
        _periods[Math.Min((row.Period - from) / width, periods - 1)] += sum;
        CollectionsMarshal.GetValueRefOrAddDefault(_reasons, reason, out _) += row.Count;
        CollectionsMarshal.GetValueRefOrAddDefault(_certificates, row.CertificateId, out _) += sum;
        if (row.Customer < 0)
        {
            _notKnown += row.Count;
        }
        else
        {
            _customers[row.Customer] += row.Count;
        }
    }

    public DecisionOverview ToOverview()
    {
        var others = _actions.GetValueOrDefault(CountNames.Others);
        var actions = _actions.Where(pair => pair.Key != CountNames.Others).Where(pair => pair.Value.Now.Total > 0)
            .OrderByDescending(pair => pair.Value.Now.Total).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => ToCount(NameOrNull(pair.Key), pair.Value.Now, pair.Value.Before))
            .ToList();
        return new DecisionOverview(
            DateTimeOffset.FromUnixTimeSeconds(from),
            TimeSpan.FromSeconds(width),
            [.. _periods.Select((sum, index) =>
                new PeriodCount(DateTimeOffset.FromUnixTimeSeconds(from + (index * width)), sum.Accepted, sum.Rejected))],
            [.. _reasons.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key)
                .Select(pair => new ReasonCount(pair.Key, pair.Value))],
            [.. actions.Take(DecisionOverview.MostActions)],
            actions.Count > DecisionOverview.MostActions || others.Now.Total > 0
                ? AddUp([ToCount(null, others.Now, others.Before), .. actions.Skip(DecisionOverview.MostActions)])
                : null,
            [.. _certificates.OrderByDescending(pair => pair.Value.Total).ThenBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => new CertificateCount(NameOrNull(pair.Key), pair.Value.Accepted, pair.Value.Rejected))],
            new CustomerCount(
                _customers[(int)CustomerState.Anonymous],
                _customers[(int)CustomerState.Known],
                _customers[(int)CustomerState.Authenticated],
                _notKnown))
        {
            AcceptedBefore = _before.Accepted,
            RejectedBefore = _before.Rejected,
        };
    }

    private static ActionCount AddUp(IEnumerable<ActionCount> actions) => actions.Aggregate(
        new ActionCount(null, 0, 0, 0, 0),
        (one, other) => new ActionCount(
            null,
            one.Accepted + other.Accepted,
            one.Rejected + other.Rejected,
            one.AcceptedBefore + other.AcceptedBefore,
            one.RejectedBefore + other.RejectedBefore));

    private static ActionCount ToCount(string? action, OutcomeSum now, OutcomeSum before) =>
        new(action, now.Accepted, now.Rejected, before.Accepted, before.Rejected);

    private static string? NameOrNull(string name) => name.Length == 0 ? null : name;

    private readonly record struct OutcomeSum(long Accepted, long Rejected)
    {
        public long Total => Accepted + Rejected;

        public static OutcomeSum operator +(OutcomeSum one, OutcomeSum other) =>
            new(one.Accepted + other.Accepted, one.Rejected + other.Rejected);
    }
}
