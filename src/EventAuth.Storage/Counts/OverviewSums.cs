using System.Runtime.InteropServices;
using EventAuth.Core.Decisions.Counts;

namespace EventAuth.Storage.Counts;

/// <summary>Adds counts up in every way that the overview shows.</summary>
/// <param name="from">The beginning of the span, in seconds since 1970; older ones belong to the span before.</param>
internal sealed class OverviewSums(long from, long width, int periods)
{
    private static readonly int States = Enum.GetValues<CustomerState>().Length;

    private readonly OutcomeSum[] _periods = new OutcomeSum[periods];
    private readonly Dictionary<DecisionReason, long> _reasons = [];
    private readonly Dictionary<string, (OutcomeSum Now, OutcomeSum Before)> _actions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OutcomeSum> _certificates = new(StringComparer.Ordinal);

    // By state, from 1; those without a state are first.
    private readonly long[] _customers = new long[1 + States];

    public void Add(CountRow row)
    {
        var reason = (DecisionReason)row.Reason;
        if (!Enum.IsDefined(reason) || row.Customer >= States || row.Count < 0 || row.Period > from + (width * periods))
        {
            // A damaged row; it was reported when the program started.
            return;
        }

        var sum = reason.Accepts() ? new OutcomeSum(row.Count, 0) : new OutcomeSum(0, row.Count);
        ref var action = ref CollectionsMarshal.GetValueRefOrAddDefault(_actions, row.Action, out _);
        if (row.Period < from)
        {
            action.Before += sum;
            return;
        }

        action.Now += sum;
        _periods[Math.Min((row.Period - from) / width, periods - 1)] += sum;
        CollectionsMarshal.GetValueRefOrAddDefault(_reasons, reason, out _) += row.Count;
        CollectionsMarshal.GetValueRefOrAddDefault(_certificates, row.CertificateId, out _) += sum;
        _customers[1 + Math.Max(row.Customer, -1)] += row.Count;
    }

    public DecisionOverview ToOverview()
    {
        var actions = _actions.Where(pair => pair.Key != CountBounds.OtherNames && pair.Value.Now.Total > 0)
            .OrderByDescending(pair => pair.Value.Now.Total).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => ToCount(NameOrNull(pair.Key), pair.Value.Now, pair.Value.Before))
            .ToList();
        var (now, before) = _actions.GetValueOrDefault(CountBounds.OtherNames);
        List<ActionCount> others = [ToCount(null, now, before), .. actions.Skip(DecisionOverview.MostActions)];
        return new DecisionOverview(
            DateTimeOffset.FromUnixTimeSeconds(from),
            TimeSpan.FromSeconds(width),
            [.. _periods.Select((sum, index) =>
                new PeriodCount(DateTimeOffset.FromUnixTimeSeconds(from + (index * width)), sum.Accepted, sum.Rejected))],
            [.. _reasons.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key)
                .Select(pair => new ReasonCount(pair.Key, pair.Value))],
            [.. actions.Take(DecisionOverview.MostActions)],
            others.Count > 1 || now.Total > 0
                ? new ActionCount(
                    null,
                    others.Sum(other => other.Accepted),
                    others.Sum(other => other.Rejected),
                    others.Sum(other => other.AcceptedBefore),
                    others.Sum(other => other.RejectedBefore))
                : null,
            [.. _certificates.OrderByDescending(pair => pair.Value.Total).ThenBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => new CertificateCount(NameOrNull(pair.Key), pair.Value.Accepted, pair.Value.Rejected))],
            new CustomerCount(
                _customers[1 + (int)CustomerState.Anonymous],
                _customers[1 + (int)CustomerState.Known],
                _customers[1 + (int)CustomerState.Authenticated],
                NotKnown: _customers[0]))
        {
            AcceptedBefore = _actions.Values.Sum(sums => sums.Before.Accepted),
            RejectedBefore = _actions.Values.Sum(sums => sums.Before.Rejected),
        };
    }

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
