using EventAuth.Benchmarks.Ingest.Inputs;
using EventAuth.Core.Catalog;
using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using EventAuth.Core.Profiles;
using EventAuth.Storage.Counts;
using EventAuth.Storage.Database;
using EventAuth.Storage.Journal;
using EventAuth.Storage.Statements;

namespace EventAuth.Benchmarks.Ingest.Layouts;

/// <summary>
/// Writes rows of accepted events of random customers into a database of the product, in the transactions and with the statements of its
/// journal, except what a layout does differently. The log is moved into the database as often as the product moves it at full load.
/// </summary>
internal sealed class LayoutWriter : IDisposable
{
    /// <summary>Rows of a transaction, as many as arrive together at 64 connections.</summary>
    public const int RowsAtOnce = 32;

    private const int TransactionsBetweenCheckpoints = 300;

    private static readonly EventName[] s_names = [.. Enumerable.Range(0, 20).Select(number => EventName.Parse($"event.{number}"))];
    private static readonly Utf8Text[] s_contents = [.. Enumerable.Range(0, EventBodies.Count).Select(body => Utf8Text.Of(EventBodies.Parameters(body)))];

    private readonly EventLayout _layout;
    private readonly int _profiles;
    private readonly Random _random = new(1);
    private readonly SqliteJournalConnection _connection;
    private readonly CountWriter _counts;
    private readonly DecisionTally _tally;
    private readonly ActivityIndexer _activities;
    private readonly IJournalStatement _insert;
    private readonly Dictionary<(EventName Action, long Minute), int> _counted = [];
    private long _last;
    private int _transactions;

    /// <summary>Opens a database with this many customers.</summary>
    public LayoutWriter(string folder, EventLayout layout, int profiles)
    {
        (_layout, _profiles) = (layout, profiles);
        _connection = new SqliteJournalConnection(new StorageOptions { Path = folder });
        if (layout == EventLayout.IndexOverCustomer)
        {
            _connection.Prepare("""CREATE INDEX "EventsOfCustomer" ON "Events" ("ProfileId", "Time", "ReceivedAt", "EventId")""").Run();
        }

        _counts = new CountWriter(_connection, _ => EventSource.Custom);
        _tally = new DecisionTally(_connection, _counts);
        _activities = new ActivityIndexer(_connection);
        _insert = _connection.Insert(
            "Events",
            ["Id", "ReceivedAt", "Reason", "Count", "Action", "PolicyVersion", "CertificateId", "Customer",
            "EventId", "ProfileId", "Label", "Time", "OriginalTime", "Params", "ProfileUpdated", "Conflict", "NotKept", "Sender"]);
        _last = _connection.Greatest("Events", "Id");
    }

    /// <summary>Writes one synced transaction.</summary>
    public void Write(TimeProvider time)
    {
        var receivedAt = time.GetUtcNow().ToUnixTimeMilliseconds();
        _connection.Begin();
        for (var row = 0; row < RowsAtOnce; row++)
        {
            WriteRow(receivedAt);
        }

        if (_layout != EventLayout.IndexOverCustomer)
        {
            _activities.Write(_last);
        }

        if (_layout == EventLayout.CountsInEachTransaction)
        {
            foreach (var ((action, minute), count) in _counted)
            {
                _counts.Add(new DecisionKind(minute, DecisionReason.AnonymousListEmpty, CustomerState.Anonymous, null), action.Value, count);
            }

            _counted.Clear();
        }
        else
        {
            _tally.TryComplete(_last);
        }

        _connection.Commit();
        if (++_transactions % TransactionsBetweenCheckpoints == 0)
        {
            _connection.TryCheckpoint();
        }
    }

    public void Dispose() => _connection.Dispose();

    private void WriteRow(long receivedAt)
    {
        var action = s_names[_random.Next(s_names.Length)];
        var (profile, id) = (1L + _random.Next(_profiles), Guid.CreateVersion7());
        _last++;
        _insert.Bind(_last).Bind(receivedAt).Bind((long)DecisionReason.AnonymousListEmpty).Bind(1).Bind(action.Value).Bind(1)
            .Bind((string?)null).Bind((long)CustomerState.Anonymous).Bind(id).Bind(profile).Bind((string?)null).Bind(receivedAt)
            .Bind((DateTimeOffset?)null).Bind(s_contents[_random.Next(s_contents.Length)]).Bind(false).Bind(false).Bind((string?)null)
            .Bind(new SenderHashes(false, false, (ulong)profile, 0, 0).ToBytes()).Run();
        if (_layout != EventLayout.IndexOverCustomer)
        {
            _activities.Collect(profile, receivedAt, receivedAt, id);
        }

        if (_layout == EventLayout.CountsInEachTransaction)
        {
            var minute = receivedAt / 60_000 * 60;
            _counted[(action, minute)] = _counted.GetValueOrDefault((action, minute)) + 1;
        }
        else
        {
            _tally.Add(_last, receivedAt, DecisionReason.AnonymousListEmpty, CustomerState.Anonymous, null, action.Value, 1);
        }
    }
}
