using System.Runtime.InteropServices;
using System.Text.Json;
using EventAuth.Core.Decisions.Counts;

namespace EventAuth.Storage.Counts;

/// <summary>Adds up what the stretches were counted to, and the events that are in no stretch yet.</summary>
internal sealed class DecisionCountReader(IDbContextFactory<EventAuthDbContext> contexts, TimeProvider time) : IDecisionCounts
{
    // Two spans: the one asked for, and the one before it.
    private const string InStretches =
        """
        SELECT "Period", "Reason", "Customer", "CertificateId", "Action", "Count" FROM "DecisionCounts"
        WHERE "Width" = {0} AND "Period" >= {1} AND "Period" < {2}
        """;

    private const string AfterStretches =
        """
        SELECT "ReceivedAt" / 1000 - "ReceivedAt" / 1000 % {0} AS "Period", "Reason", "Customer",
            coalesce("CertificateId", '') AS "CertificateId", coalesce("Action", '') AS "Action", sum("Count") AS "Count"
        FROM "Events" WHERE "Id" > (SELECT coalesce(max("LastEvent"), 0) FROM "DecisionStretches")
            AND "Customer" IS NOT NULL AND "ReceivedAt" >= {1} * 1000 AND "ReceivedAt" < {2} * 1000
        GROUP BY 1, 2, 3, 4, 5
        """;

    public async Task<DecisionOverview> ReadAsync(OverviewSpan span, CancellationToken cancellation)
    {
        var (width, periods) = ShapeOf(span);
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var until = now - (now % width) + width;
        var from = until - (periods * width);
        await using var context = await contexts.CreateDbContextAsync(cancellation);

        // One statement is one view of the database: an event is in a stretch or after it, and never in both or in neither.
        var rows = context.Database
            .SqlQueryRaw<CountRow>(InStretches + " UNION ALL " + AfterStretches, width, from - (periods * width), until)
            .AsAsyncEnumerable();
        var sums = new OverviewSums(from, width, periods);
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            sums.Add(row);
        }

        return sums.ToOverview();
    }

    public async Task<IReadOnlyDictionary<EventName, long>> CountByActionAsync(
        IReadOnlyCollection<EventName> names, DateTimeOffset since, CancellationToken cancellation)
    {
        var from = since.ToUnixTimeSeconds();
        from -= from % CountBounds.Hour;
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var rows = context.Database.SqlQueryRaw<NameCount>(
            $$"""
            SELECT "Action", sum("Count") AS "Count" FROM ({{InStretches}} UNION ALL {{AfterStretches}})
            WHERE "Action" IN (SELECT "value" FROM json_each({3})) GROUP BY "Action"
            """,
            CountBounds.Hour, from, long.MaxValue / 1000, JsonSerializer.Serialize(names.Select(name => name.Value))).AsAsyncEnumerable();
        var counts = new Dictionary<EventName, long>();
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            if (EventName.TryParse(row.Action, out var name))
            {
                counts.Add(name, row.Count);
            }
        }

        return counts;
    }

    private static (long Width, int Periods) ShapeOf(OverviewSpan span) => span switch
    {
        OverviewSpan.Hour => (CountBounds.Minute, 60),
        OverviewSpan.Day => (CountBounds.Hour, 24),
        OverviewSpan.Week => (CountBounds.SixHours, 28),
        OverviewSpan.Month => (CountBounds.Day, 30),
    };
}

/// <summary>A count as it is read.</summary>
internal sealed record CountRow(long Period, long Reason, long Customer, string CertificateId, string Action, long Count);

/// <summary>How often an event of a name came.</summary>
internal sealed record NameCount(string Action, long Count);

/// <summary>Adds counts up in every way in which the overview shows them.</summary>
/// <param name="from">The beginning of the span, in seconds since 1970; what is older belongs to the span before.</param>
internal sealed class OverviewSums(long from, long width, int periods)
{
    private readonly OutcomeSum[] _periods = new OutcomeSum[periods];
    private readonly Dictionary<DecisionReason, long> _reasons = [];
    private readonly Dictionary<string, (OutcomeSum Now, OutcomeSum Before)> _actions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OutcomeSum> _certificates = new(StringComparer.Ordinal);

    // By state; those of no state come before.
    private readonly long[] _customers = new long[1 + Enum.GetValues<CustomerState>().Length];

    public void Add(CountRow row)
    {
        var reason = (DecisionReason)row.Reason;
        var customer = 1 + Math.Clamp(row.Customer, -1, _customers.Length);
        if (!Enum.IsDefined(reason) || customer >= _customers.Length || row.Count < 0 || row.Period > from + (width * periods))
        {
            // A damaged row; the start of the program named it.
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
        _customers[customer] += row.Count;
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
