using EventAuth.Storage.Counts;
using EventAuth.Storage.Postgres.Days;
using EventAuth.Storage.Statements;

namespace EventAuth.Storage.Postgres.Journal;

/// <summary>
/// Notes which ids the events of a day have, and which kinds of decisions are among so many ids in a row: so that a search reads neither
/// other days nor ids among which there is nothing. What a transaction adds is noted with it. Used by the writer.
/// </summary>
internal sealed class PostgresContents(PostgresJournalConnection connection)
{
    private readonly IJournalStatement _noteDay = connection.Insert(
        "EventDays",
        ["Day", "First", "Last"],
        """
        ON CONFLICT ("Day") DO UPDATE
            SET "First" = least("EventDays"."First", excluded."First"), "Last" = greatest("EventDays"."Last", excluded."Last")
        """);

    private readonly IJournalStatement _noteKind = connection.Insert(
        "StretchDecisions", ["Stretch", "Reason", "Action", "CertificateId"], "ON CONFLICT DO NOTHING");

    private readonly Dictionary<long, (long First, long Last)> _days = [];

    // Of the present stretch. What another process noted is noted again, which changes nothing.
    private readonly HashSet<(DecisionReason Reason, string Action, string CertificateId)> _kinds = [];
    private long _stretch = -1;

    public void Note(long id, long receivedAt, DecisionReason reason, string? certificateId, string? action)
    {
        var day = EventDayRecord.Of(receivedAt);
        _days[day] = (_days.TryGetValue(day, out var known) ? known.First : id, id);
        if (IdStretches.Of(id) != _stretch)
        {
            _stretch = IdStretches.Of(id);
            _kinds.Clear();
        }

        // Senders choose names: of very many kinds it is said that there are many.
        if (_kinds.Count <= IdStretches.MostKinds && _kinds.Add((reason, action ?? "", certificateId ?? "")))
        {
            var isOneMore = _kinds.Count > IdStretches.MostKinds;
            _noteKind.Bind(_stretch).Bind(isOneMore ? 0 : (long)reason).Bind(isOneMore ? CountBounds.OtherNames : action ?? "")
                .Bind(isOneMore ? "" : certificateId ?? "").Run();
        }
    }

    public void Write()
    {
        foreach (var (day, (first, last)) in _days)
        {
            _noteDay.Bind(day).Bind(first).Bind(last).Run();
        }

        _days.Clear();
    }
}
