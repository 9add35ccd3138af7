using EventAuth.Core.Catalog;
using EventAuth.Core.Decisions;
using EventAuth.Core.Inspection;
using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using EventAuth.Core.Profiles;
using EventAuth.Storage.Counts;
using EventAuth.Storage.Entities;

namespace EventAuth.Storage.Journal;

/// <summary>
/// Decides sets of submissions in their order and writes what they become. Nobody else changes profiles, so what it knows of them
/// stays true from one transaction to the next. Where a transaction fails it is thrown away with all it remembers.
/// </summary>
internal sealed class JournalWriter
{
    /// <summary>The cause that is recorded for a token that was good for one request and comes again.</summary>
    private static readonly string UsedBefore = TokenFindingCode.UsedBefore.ToText();

    private static readonly Utf8Text NoParameters = Utf8Text.Of("{}");

    private readonly JournalConnection _connection;
    private readonly JournalSurroundings _surroundings;
    private readonly JournalCounters _counters;
    private readonly EventIdMaker _ids;
    private readonly ActivityIndexer _activities;
    private readonly SqliteProfileDirectory _profiles;
    private readonly TokenUses _usedTokens;
    private readonly DecisionTally _tally;
    private readonly RejectionTransfer _rejected;
    private readonly RejectionWriter _rejections;

    // Of the present transaction.
    private readonly Dictionary<EventName, EventDefinition> _discovered = [];

    private int _accepted;
    private int _refused;

    /// <summary>Reads from the database where the last transaction left it.</summary>
    public JournalWriter(JournalConnection connection, JournalSurroundings surroundings)
    {
        (_connection, _surroundings) = (connection, surroundings);
        _counters = new JournalCounters(connection);
        _ids = new EventIdMaker(connection.EventIdKey());
        var counts = new CountWriter(connection.Counts, SourceOf);
        _tally = TakeUpTally(connection, counts);
        _activities = new ActivityIndexer(connection);
        _usedTokens = new TokenUses(connection);
        _profiles = new SqliteProfileDirectory(connection, _counters, surroundings.Options.MaxRemembered);
        _rejected = new RejectionTransfer(connection.Counts, counts, surroundings.Rejections);
        _rejections = new RejectionWriter(connection, _counters, _tally, surroundings.Hashes, surroundings.Payloads);
    }

    /// <summary>Decides and writes; the caller commits, then calls <see cref="Publish"/>.</summary>
    public void Write(List<JournalSubmission> submissions)
    {
        _discovered.Clear();
        (_accepted, _refused) = (0, 0);
        _profiles.Begin(submissions);
        foreach (var (append, rejection) in submissions)
        {
            if (append is not null)
            {
                DecideAll(append);
            }
            else if (rejection is not null)
            {
                _rejections.Write(rejection);
            }
            else
            {
                _rejected.Write();
            }
        }

        _rejections.WriteFloods();
        _profiles.Write();
        _activities.Write(_counters.LastEvent);
        _tally.WriteWhereComplete(_counters.LastEvent);
        if (_activities.CompletesRun)
        {
            _usedTokens.Forget(_surroundings.TokenAges.GetUtcNow());
        }
    }

    /// <summary>Writes rejections that found no place in an earlier transaction.</summary>
    public void Record(List<RejectionEntry> rejections)
    {
        foreach (var rejection in rejections)
        {
            _rejections.Write(rejection);
        }
    }

    /// <summary>Tells those who watch what the database now holds.</summary>
    public void Publish()
    {
        if (_discovered.Count > 0)
        {
            _surroundings.Catalog.Publish(_discovered.Values);
        }

        _tally.Publish(See);
        _rejected.Publish();
        _surroundings.Pulse.Add(_accepted, _refused);
    }

    private static DecisionTally TakeUpTally(JournalConnection connection, CountWriter counts)
    {
        connection.Begin.Run();
        var tally = new DecisionTally(connection.Counts, counts, () =>
        {
            connection.Commit.Run();
            connection.Begin.Run();
        });
        connection.Commit.Run();
        return tally;
    }

    private void DecideAll(JournalAppend append)
    {
        var receipts = append.Receipts;
        var isUsed = append.TokenUse is { } use && _usedTokens.Has(use);
        var isAnyAccepted = false;
        for (var i = 0; i < receipts.Length; i++)
        {
            receipts[i] = isUsed
                ? Reject(append[i], append, DecisionReason.InvalidToken, CustomerState.Authenticated, UsedBefore)
                : Decide(append[i], append);
            isAnyAccepted |= receipts[i].Decision.Accepted;
        }

        if (isAnyAccepted && append.TokenUse is { } used)
        {
            _usedTokens.Add(used);
        }
    }

    private JournalReceipt Reject(JournalEntry entry, JournalAppend append, DecisionReason reason, CustomerState customer, string? cause)
    {
        _rejections.Reject(entry, append, reason, customer, cause);
        _refused++;
        return new JournalReceipt(new Decision(reason, MayChangeData: false), Guid.Empty);
    }

    private JournalReceipt Decide(JournalEntry entry, JournalAppend append)
    {
        var picked = ProfileRules.Pick(_profiles, entry);
        var customer = ProfileRules.StateOf(entry, picked);
        var decision = EventDecider.Decide(append.Snapshot, entry.Action, customer);
        if (!decision.Accepted)
        {
            return Reject(entry, append, decision.Reason, customer, cause: null);
        }

        var id = _ids.Make(entry);
        if (entry.EventSalt.IsPresent && FindFirst(id) is { } first)
        {
            return new JournalReceipt(decision, id) { NotKept = entry.Token is null ? null : first.NotKept };
        }

        _profiles.Attribute(id, entry.ReceivedAt);
        var outcome = ProfileRules.Apply(_profiles, entry, picked, decision.MayChangeData);
        WriteEvent(entry, append.Snapshot, decision, customer, id, outcome);
        Discover(entry);
        return new JournalReceipt(decision, id) { NotKept = entry.Token is null || outcome.Conflict ? null : outcome.NotKept };
    }

    /// <summary>What the first sender of a repeated event was told; null when the event is new.</summary>
    private FirstAnswer? FindFirst(Guid id)
    {
        var row = _connection.SelectEvent.Bind(1, id);
        FirstAnswer? first = row.Step()
            ? new FirstAnswer(row.IsNull(0) || row.Integer(1) != 0 || !NamesJson.TryRead(row.Text(0), out var names) ? null : names)
            : null;
        row.Reset();
        return first;
    }

    private void WriteEvent(
        JournalEntry entry, PolicySnapshot snapshot, Decision decision, CustomerState customer, Guid id, ProfileOutcome outcome)
    {
        var row = _counters.NextEvent();
        var receivedAt = entry.ReceivedAt.ToUnixTimeMilliseconds();
        var time = entry.Time.ToUnixTimeMilliseconds();
        _connection.InsertEvent.Bind(1, row).Bind(2, receivedAt).Bind(3, (long)decision.Reason).Bind(4, entry.Action.Value)
            .Bind(5, (long)snapshot.Version).Bind(6, entry.CertificateId).Bind(7, id).Bind(8, outcome.Profile.Id).Bind(9, entry.Label)
            .Bind(10, time).Bind(11, entry.OriginalTime).Bind(12, entry.Params.IsPresent ? entry.Params : NoParameters)
            .Bind(13, decision.MayChangeData).Bind(14, outcome.Conflict).Bind(15, (long)customer)
            .Bind(16, NamesJson.Write(outcome.NotKept)).Run();
        _tally.Add(row, receivedAt, decision.Reason, customer, entry.CertificateId, entry.Action.Value, 1);
        _accepted++;
        _activities.Collect(new ActivityKey(outcome.Profile.Id, time, receivedAt, id));
    }

    private void Discover(JournalEntry entry)
    {
        var action = entry.Action;
        if (_surroundings.Catalog.Find(action) is not null || _discovered.ContainsKey(action))
        {
            return;
        }

        if (_surroundings.Catalog.Discovered + _discovered.Count >= _surroundings.Options.MaxDiscovered)
        {
            _surroundings.Catalog.LeaveOut(action);
            return;
        }

        var definition = new EventDefinition(
            action, StandardEvents.DisplayNameOf(action), "", "", EventSource.Discovered, entry.ReceivedAt);
        _discovered.Add(action, definition);
        _connection.DiscoverEvent.Bind(1, action.Value).Bind(2, definition.DisplayName)
            .Bind(3, (long)EventSource.Discovered).Bind(4, entry.ReceivedAt).Run();
    }

    private EventSource? SourceOf(EventName action) =>
        _discovered.ContainsKey(action) ? EventSource.Discovered : _surroundings.Catalog.Find(action)?.Source;

    private void See(EventTally tally)
    {
        if (_surroundings.Catalog.Find(EventName.Parse(tally.Action)) is { } item)
        {
            item.Seen(tally.LastSeen);
        }
    }

    private readonly record struct FirstAnswer(IReadOnlyList<string>? NotKept);
}
