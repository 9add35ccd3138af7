using EventAuth.Storage.Statements;

namespace EventAuth.Storage.Counts;

/// <summary>
/// Adds to the counts, within the transactions of the journal's writer. Senders choose names, so a period has limited room for counts by
/// name: the rest counts under <see cref="CountBounds.OtherNames"/>, and no total changes. Names that people entered,
/// names that were discovered, and names that are not in the catalogue each have their own room, so that one kind cannot push out another.
/// </summary>
/// <param name="sourceOf">How a name came into the catalogue; null for one that is not in it.</param>
internal sealed class CountWriter(SqliteJournalConnection connection, Func<EventName, EventSource?> sourceOf)
{
    private readonly IJournalStatement _add = connection.Prepare(
        """
        INSERT INTO "DecisionCounts" ("Width", "Period", "Reason", "Customer", "CertificateId", "Action", "Count")
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        ON CONFLICT DO UPDATE SET "Count" = "Count" + ?7
        """);

    // Returns a row if the count exists, and none if not.
    private readonly IJournalStatement _addToPresent = connection.Prepare(
        """
        UPDATE "DecisionCounts" SET "Count" = "Count" + ?7
        WHERE "Width" = ?1 AND "Period" = ?2 AND "Reason" = ?3 AND "Customer" = ?4 AND "CertificateId" = ?5 AND "Action" = ?6 RETURNING 1
        """);

    // A row for each count.
    private readonly IJournalStatement _namesOfPeriod = connection.Prepare(
        """SELECT "Action" FROM "DecisionCounts" WHERE "Width" = ?1 AND "Period" = ?2 AND "Action" NOT IN ('', '*') LIMIT ?3""");

    // Counts by name in a period, of each kind of name.
    private readonly Dictionary<(long Width, long Period), int[]> _used = [];

    public void Add(in DecisionKind kind, string action, long count)
    {
        foreach (var (width, _) in CountBounds.Widths)
        {
            var period = kind.Period - (kind.Period % width);
            if (action.Length == 0)
            {
                Run(_add, width, period, kind, action, count);
            }
            else if (!Run(_addToPresent, width, period, kind, action, count))
            {
                Run(_add, width, period, kind, TryTakeRoom(width, period, action) ? action : CountBounds.OtherNames, count);
            }
        }
    }

    private bool TryTakeRoom(long width, long period, string action)
    {
        if (!_used.TryGetValue((width, period), out var used))
        {
            if (_used.Count == CountBounds.MostPeriods)
            {
                _used.Clear();
            }

            _used.Add((width, period), used = new int[CountBounds.Room.Length]);
            _namesOfPeriod.Bind(width).Bind(period).Bind(CountBounds.AllRoom);
            while (_namesOfPeriod.Step())
            {
                used[KindOf(_namesOfPeriod.Text(0))]++;
            }

            _namesOfPeriod.Reset();
        }

        var kind = KindOf(action);
        if (used[kind] >= CountBounds.Room[kind])
        {
            return false;
        }

        used[kind]++;
        return true;
    }

    private int KindOf(string action) =>
        !EventName.TryParse(action, out var name) || sourceOf(name) is not { } source ? CountBounds.Unknown
        : source == EventSource.Discovered ? CountBounds.Discovered
        : CountBounds.OfPeople;

    private static bool Run(IJournalStatement statement, long width, long period, in DecisionKind kind, string action, long count) =>
        statement.Bind(width).Bind(period).Bind((long)kind.Reason).Bind((long?)kind.Customer ?? -1).Bind(kind.CertificateId ?? "")
            .Bind(action).Bind(count).Run();
}

/// <summary>What is counted separately, in addition to the event's name.</summary>
/// <param name="Period">The minute, in seconds since 1970.</param>
/// <param name="Customer">Who sent it; null if not known.</param>
internal readonly record struct DecisionKind(long Period, DecisionReason Reason, CustomerState? Customer, string? CertificateId);
