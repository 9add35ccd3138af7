using EventAuth.Storage.Counts;
using EventAuth.Storage.Journal;
using EventAuth.Storage.Statements;

namespace EventAuth.Storage.Postgres.Journal;

/// <summary>
/// In PostgreSQL: counts are brought up to date in each transaction, one statement for all of them; activities are found by an index over
/// customers, and repeated events by a table of the ids of those that have a salt. Names that find no room in a period count under <see
/// cref="CountBounds.OtherNames"/>, as in the embedded database.
/// </summary>
internal sealed class PostgresIndex(
    PostgresJournalConnection connection, Func<EventName, EventSource?> sourceOf, TimeProvider time) : IEventIndex
{
    /// <summary>How often the catalogue is told when an event was seen last.</summary>
    private const long SeenPause = 10_000;

    private static readonly TimeSpan s_housekeepingPause = TimeSpan.FromMinutes(1);

    private readonly IJournalStatement _add = connection.Insert(
        "DecisionCounts",
        ["Width", "Period", "Reason", "Customer", "CertificateId", "Action", "Count"],
        """
        ON CONFLICT ("Width", "Period", "Reason", "Customer", "CertificateId", "Action")
            DO UPDATE SET "Count" = "DecisionCounts"."Count" + excluded."Count"
        """);

    private readonly IJournalStatement _namesOfPeriod = connection.Prepare(
        """SELECT DISTINCT "Action" FROM "DecisionCounts" WHERE "Width" = ?1 AND "Period" = ?2 AND "Action" NOT IN ('', '*') LIMIT ?3""");

    private readonly IJournalStatement _see =
        connection.Prepare("""UPDATE "Catalog" SET "LastSeenAt" = greatest(coalesce("LastSeenAt", 0), ?2) WHERE "Action" = ?1""");

    private readonly IJournalStatement _selectRepeats =
        connection.PrepareForMany("""SELECT "EventId", "NotKept" FROM "SaltedEvents" WHERE "EventId" = ANY (?1)""");

    private readonly PostgresContents _contents = new(connection);
    private readonly IJournalStatement _insertRepeatable = connection.Insert("SaltedEvents", ["EventId", "NotKept"]);
    private readonly Dictionary<Guid, IReadOnlyList<string>?> _repeatable = [];
    private readonly Dictionary<(DecisionKind Kind, string Action), long> _minutes = [];
    private readonly Dictionary<(long Width, DecisionKind Kind, string Action), long> _sums = [];
    private readonly Dictionary<(long Width, long Period), PeriodNames> _periods = [];
    private readonly Dictionary<string, long> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _told = new(StringComparer.Ordinal);
    private bool _hasDiscovered;
    private long _housekeepingAt = time.GetTimestamp();

    public void Count(
        long id, long receivedAt, DecisionReason reason, CustomerState? customer, string? certificateId, string? action, int count)
    {
        _contents.Note(id, receivedAt, reason, certificateId, action);
        if (customer is not null)
        {
            var second = receivedAt / 1_000;
            Count(new DecisionKind(second - (second % CountBounds.Minute), reason, customer, certificateId), action ?? "", count);
        }

        if (reason.Accepts() && action is not null)
        {
            _seen[action] = Math.Max(_seen.GetValueOrDefault(action), receivedAt);
        }
    }

    public void Add(long profileId, long time, long receivedAt, Guid eventId)
    {
        // The row of the event is in the index over customers.
    }

    public void LookForRepeats(List<Guid> ids)
    {
        _repeatable.Clear();
        if (ids.Count == 0)
        {
            return;
        }

        var rows = _selectRepeats.BindAll([.. ids]);
        while (rows.Step())
        {
            _repeatable[rows.Guid(0)] = rows.IsNull(1) || !NamesJson.TryRead(rows.Text(1), out var names) ? null : names;
        }

        rows.Reset();
    }

    public bool TryFindFirst(Guid id, out IReadOnlyList<string>? notKept) => _repeatable.TryGetValue(id, out notKept);

    public void AddRepeatable(Guid id, IReadOnlyList<string>? notKept)
    {
        _repeatable.Add(id, notKept);
        _insertRepeatable.Bind(id).Bind(NamesJson.Write(notKept)).Run();
    }

    public void NoteDiscovery() => _hasDiscovered = true;

    public void CountRejected(long lastSecond, DecisionReason reason, string? certificateId, string? action, long count) =>
        Count(new DecisionKind(lastSecond - (lastSecond % CountBounds.Minute), reason, null, certificateId), action ?? "", count);

    public bool Write()
    {
        SumUp();
        _contents.Write();
        connection.Discoveries += _hasDiscovered ? 1 : 0;
        _hasDiscovered = false;
        foreach (var ((width, kind, action), count) in _sums)
        {
            _add.Bind(width).Bind(kind.Period).Bind((long)kind.Reason).Bind((long?)kind.Customer ?? -1).Bind(kind.CertificateId ?? "")
                .Bind(action).Bind(count).Run();
        }

        _sums.Clear();
        _minutes.Clear();
        foreach (var (action, at) in _seen)
        {
            if (at - _told.GetValueOrDefault(action) >= SeenPause)
            {
                _see.Bind(action).Bind(at).Run();
                _told[action] = at;
            }
        }

        if (time.GetElapsedTime(_housekeepingAt) < s_housekeepingPause)
        {
            return false;
        }

        _housekeepingAt = time.GetTimestamp();
        return true;
    }

    public void Publish(Action<string, long> seen)
    {
        foreach (var (action, at) in _seen)
        {
            seen(action, at);
        }

        _seen.Clear();
    }

    /// <summary>Forgets the names of periods: another writer may have added some.</summary>
    public void Forget() => _periods.Clear();

    private void Count(in DecisionKind kind, string action, long count) =>
        _minutes[(kind, action)] = _minutes.GetValueOrDefault((kind, action)) + count;

    // The most frequent first: if there is no room for all names, these are shown.
    private void SumUp()
    {
        foreach (var ((kind, action), count) in _minutes.OrderByDescending(pair => pair.Value))
        {
            foreach (var (width, _) in CountBounds.Widths)
            {
                var period = kind.Period - (kind.Period % width);
                var name = action.Length == 0 || HasRoom(width, period, action) ? action : CountBounds.OtherNames;
                var key = (width, kind with { Period = period }, name);
                _sums[key] = _sums.GetValueOrDefault(key) + count;
            }
        }
    }

    private bool HasRoom(long width, long period, string action)
    {
        if (!_periods.TryGetValue((width, period), out var names))
        {
            if (_periods.Count == CountBounds.MostPeriods)
            {
                _periods.Clear();
            }

            _periods.Add((width, period), names = new PeriodNames(sourceOf));
            _namesOfPeriod.Bind(width).Bind(period).Bind(CountBounds.AllRoom);
            while (_namesOfPeriod.Step())
            {
                names.Note(_namesOfPeriod.Text(0));
            }

            _namesOfPeriod.Reset();
        }

        return names.TryTake(action);
    }
}
