using EventAuth.Core.Decisions;
using EventAuth.Storage.Database;

namespace EventAuth.Storage.Counts;

/// <summary>
/// Counts what the journal's writer decides. A count of its own for each event would cost as much as the event, so they are kept
/// in memory for a stretch of events and written at its end, in one transaction with the events and with the note how far they reach.
/// What is counted in memory only is counted again from the events when the writer begins anew: nothing is counted twice
/// or not at all, whenever the program ends.
/// </summary>
internal sealed class DecisionTally
{
    /// <summary>So many events make a stretch.</summary>
    public const int StretchLength = 16_384;

    /// <summary>With more kinds of decisions than this a stretch notes no places: it is looked through.</summary>
    public const int MostKinds = 2_000;

    private readonly CountStatements _statements;
    private readonly CountWriter _counts;
    private readonly Dictionary<string, EventTally> _events = new(StringComparer.Ordinal);
    private readonly List<EventTally> _touched = [];
    private long _stretch;
    private long _lastOfStretch;

    // Mostly many events in a row are of the same minute.
    private long _minute;

    /// <summary>Takes up what is not in the counts yet, within transactions of its own.</summary>
    /// <param name="statements">The statements of the writer's connection.</param>
    /// <param name="counts">Adds to the counts on the same connection.</param>
    /// <param name="commit">Ends the transaction that it is called in and begins another.</param>
    public DecisionTally(CountStatements statements, CountWriter counts, Action commit)
    {
        (_statements, _counts) = (statements, counts);
        statements.LastStretch.Step();
        (_stretch, _lastOfStretch) = (statements.LastStretch.Integer(0), statements.LastStretch.Integer(1));
        statements.LastStretch.Reset();
        while (TakeUp() is var last && last - _lastOfStretch >= StretchLength)
        {
            Write(last);
            commit();
        }

        Publish(_ => { });
    }

    /// <summary>Counts a row that the present transaction writes.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="receivedAt">In milliseconds since 1970.</param>
    /// <param name="reason">The verdict.</param>
    /// <param name="customer">Who sent it; null for what was counted when it was rejected.</param>
    /// <param name="certificateId">The certificate, or null.</param>
    /// <param name="action">The event's name, or null.</param>
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
            tally.Count(new DecisionKind(MinuteOf(receivedAt), reason, customer, certificateId), count);
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

    /// <summary>Writes the stretch, where it is complete with the present transaction.</summary>
    /// <param name="lastEvent">The id of the last event there is.</param>
    public void WriteWhereComplete(long lastEvent)
    {
        if (lastEvent - _lastOfStretch >= StretchLength)
        {
            Write(lastEvent);
        }
    }

    /// <summary>Tells which events were seen in the transaction that was committed.</summary>
    public void Publish(Action<EventTally> seen)
    {
        foreach (var tally in _touched)
        {
            tally.IsTouched = false;
            seen(tally);
        }

        _touched.Clear();
    }

    private long TakeUp()
    {
        var last = _lastOfStretch;
        var rows = _statements.EventsAfter.Bind(1, _lastOfStretch);
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

    private void Write(long lastEvent)
    {
        _stretch++;
        var isIndexed = _events.Values.Sum(tally => tally.Kinds) <= MostKinds;

        // The most frequent first: where there is no room for all names, they are the ones that are shown.
        foreach (var tally in _events.Values.OrderByDescending(tally => tally.Total))
        {
            tally.WriteCounts(_counts);
            if (isIndexed)
            {
                tally.WritePlaces(_statements, _stretch);
            }

            if (tally.LastSeen > 0)
            {
                _statements.SeeEvent.Bind(1, tally.Action).Bind(2, tally.LastSeen).Run();
            }
        }

        _statements.InsertStretch.Bind(1, _stretch).Bind(2, lastEvent).Bind(3, isIndexed).Run();
        _events.Clear();
        _lastOfStretch = lastEvent;
    }

    private long MinuteOf(long milliseconds)
    {
        var seconds = milliseconds / 1_000;
        if (seconds < _minute || seconds >= _minute + CountWidths.Minute)
        {
            _minute = seconds - (seconds % CountWidths.Minute);
        }

        return _minute;
    }
}
