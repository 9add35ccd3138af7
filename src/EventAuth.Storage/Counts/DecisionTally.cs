using EventAuth.Storage.Statements;

namespace EventAuth.Storage.Counts;

/// <summary>
/// Counts what the journal's writer decides. Writing a count for each event would cost as much as the event, so they are kept
/// in memory for a segment of events and written at its end, in one transaction with the events and how far they reach.
/// What is counted in memory only is counted again from the events when the writer starts again: nothing is counted twice
/// or not at all, whenever the program ends.
/// </summary>
internal sealed class DecisionTally
{
    public const int StretchLength = 16_384;

    /// <summary>With more kinds of decisions than this, a segment records no places: it is searched row by row.</summary>
    public const int MostKinds = 2_000;

    private readonly CountWriter? _counts;
    private readonly IJournalStatement _eventsAfter;
    private readonly IJournalStatement _insertStretch;
    private readonly IJournalStatement _insertPlaces;
    private readonly IJournalStatement _see;
    private readonly Dictionary<string, EventTally> _events = new(StringComparer.Ordinal);
    private readonly List<EventTally> _touched = [];
    private long _stretch;
    private long _lastOfStretch;

    /// <summary>Counts what is not in the counts yet, within its own transactions.</summary>
    /// <param name="counts">Null where all events are in the counts, and only their segments are to be written.</param>
    public DecisionTally(SqliteJournalConnection connection, CountWriter? counts)
    {
        _counts = counts;
        _eventsAfter = connection.Prepare(
            """
            SELECT "Id", "ReceivedAt", "Reason", "Customer", "CertificateId", "Action", "Count"
            FROM "Events" WHERE "Id" > ?1 ORDER BY "Id"
            """);
        _insertStretch = connection.Insert("DecisionStretches", ["Number", "LastEvent", "Indexed"]);
        _insertPlaces = connection.Insert("StretchDecisions", ["Stretch", "Action", "Reason", "CertificateId", "Places"]);
        _see = connection.Prepare("""UPDATE "Catalog" SET "LastSeenAt" = max(coalesce("LastSeenAt", 0), ?2) WHERE "Action" = ?1""");
        connection.Begin();
        _stretch = connection.Greatest("DecisionStretches", "Number");
        _lastOfStretch = connection.Greatest("DecisionStretches", "LastEvent");
        while (TryComplete(TakeUp()))
        {
            connection.Commit();
            connection.Begin();
        }

        connection.Commit();
        Publish((_, _) => { });
    }

    /// <summary>Counts a row that the current transaction writes.</summary>
    /// <param name="receivedAt">In milliseconds since 1970.</param>
    /// <param name="customer">Who sent it; null for what was counted when it was rejected.</param>
    /// <param name="count">How many events it stands for.</param>
    public void Add(
        long id, long receivedAt, DecisionReason reason, CustomerState? customer, string? certificateId, string? action, int count)
    {
        action ??= "";
        if (!_events.TryGetValue(action, out var tally))
        {
            _events.Add(action, tally = new EventTally(action));
        }

        tally.Place(reason, certificateId, id - _lastOfStretch);
        if (customer is not null)
        {
            var second = receivedAt / 1_000;
            tally.Count(new DecisionKind(second - (second % CountBounds.Minute), reason, customer, certificateId), count);
        }

        if (reason.Accepts())
        {
            tally.See(receivedAt);
            if (!tally.IsTouched)
            {
                tally.IsTouched = true;
                _touched.Add(tally);
            }
        }
    }

    /// <summary>Writes the segment if the current transaction completes it, after the last event.</summary>
    public bool TryComplete(long lastEvent)
    {
        if (lastEvent - _lastOfStretch < StretchLength)
        {
            return false;
        }

        Complete(lastEvent);
        return true;
    }

    /// <summary>Writes the segment after the last event, however short it is.</summary>
    public void Complete(long lastEvent)
    {
        if (lastEvent == _lastOfStretch)
        {
            return;
        }

        _stretch++;
        var isIndexed = _events.Values.Sum(tally => tally.Kinds) <= MostKinds;

        // The most frequent first: if there is no room for all names, these are shown.
        foreach (var tally in _events.Values.OrderByDescending(tally => tally.Total))
        {
            if (_counts is not null)
            {
                tally.WriteCounts(_counts);
            }

            if (isIndexed)
            {
                tally.WritePlaces(_insertPlaces, _stretch);
            }

            if (tally.LastSeen > 0)
            {
                _see.Bind(tally.Action).Bind(tally.LastSeen).Run();
            }
        }

        _insertStretch.Bind(_stretch).Bind(lastEvent).Bind(isIndexed).Run();
        _events.Clear();
        _lastOfStretch = lastEvent;
    }

    /// <summary>Reports which events were seen in the committed transaction.</summary>
    public void Publish(Action<string, long> seen)
    {
        foreach (var tally in _touched)
        {
            tally.IsTouched = false;
            seen(tally.Action, tally.LastSeen);
        }

        _touched.Clear();
    }

    private long TakeUp()
    {
        var last = _lastOfStretch;
        var rows = _eventsAfter.Bind(_lastOfStretch);
        while (last - _lastOfStretch < StretchLength && rows.Step())
        {
            last = rows.Integer(0);
            var (reason, customer) = ((DecisionReason)rows.Integer(2), (CustomerState)rows.Integer(3));
            if (StoredTime.IsOne(rows.Integer(1)) && Enum.IsDefined(reason) && Enum.IsDefined(customer)
                && rows.Integer(6) is > 0 and <= int.MaxValue and var count)
            {
                Add(last, rows.Integer(1), reason, rows.IsNull(3) ? null : customer, rows.TextOrNull(4), rows.TextOrNull(5), (int)count);
            }
        }

        rows.Reset();
        return last;
    }
}
