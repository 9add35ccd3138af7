using System.Runtime.InteropServices;
using EventAuth.Core.Catalog;
using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using EventAuth.Core.Profiles;
using EventAuth.Storage.Catalog;
using EventAuth.Storage.Database;

namespace EventAuth.Storage.Journal;

/// <summary>
/// Decides sets of submissions in their order and writes what they become. Nobody else changes profiles, so what it knows of them stays true from
/// one transaction to the next. Where a transaction fails it is thrown away with all it remembers.
/// </summary>
internal sealed class JournalWriter
{
    private static readonly Utf8Text NoParameters = Utf8Text.Of("{}");

    private readonly JournalConnection _connection;
    private readonly CatalogIndex _catalog;
    private readonly StorageOptions _options;
    private readonly JournalCounters _counters;
    private readonly EventIdMaker _ids;
    private readonly ActivityIndexer _activities;
    private readonly SqliteProfileDirectory _profiles;
    private readonly TokenUses _usedTokens;

    // Of the present transaction.
    private readonly HashSet<Guid> _repeatable = [];
    private readonly Dictionary<EventName, EventDefinition> _discovered = [];

    // When the actions were seen last, in milliseconds since 1970, as far as the database does not know it yet.
    private readonly Dictionary<EventName, long> _seen = [];

    private DateTimeOffset _lastReceipt;

    /// <summary>Reads from the database where the last transaction left it.</summary>
    public JournalWriter(JournalConnection connection, CatalogIndex catalog, StorageOptions options)
    {
        (_connection, _catalog, _options) = (connection, catalog, options);
        _counters = new JournalCounters(connection);
        _ids = new EventIdMaker(connection.EventIdKey());

        // Before the runs, which may complete one: what the writer before this one had seen went with it.
        connection.TakeUpLastSeen.Run();
        _activities = new ActivityIndexer(connection);
        _usedTokens = new TokenUses(connection);
        _profiles = new SqliteProfileDirectory(connection, _counters, options.MaxRemembered);
    }

    /// <summary>Decides and writes; the caller commits, then calls <see cref="Publish"/>.</summary>
    public void Write(List<JournalSubmission> submissions)
    {
        _repeatable.Clear();
        _discovered.Clear();
        _profiles.Begin(submissions);
        foreach (var (append, rejection) in submissions)
        {
            if (append is not null)
            {
                DecideAll(append);
            }
            else
            {
                WriteRejection(rejection!);
            }
        }

        _profiles.Write();
        _activities.Write(_counters.LastEvent);
        if (_activities.CompletesRun)
        {
            WriteLastSeen();
            _usedTokens.Forget(_lastReceipt);
        }
    }

    /// <summary>Writes rejections that found no place in an earlier transaction.</summary>
    public void Record(List<RejectionEntry> rejections)
    {
        foreach (var rejection in rejections)
        {
            WriteRejection(rejection);
        }
    }

    /// <summary>Tells the catalogue in memory what the database now holds.</summary>
    public void Publish(List<JournalSubmission> submissions)
    {
        if (_activities.CompletesRun)
        {
            _seen.Clear();
        }

        if (_discovered.Count > 0)
        {
            _catalog.Publish(_discovered.Values);
        }

        foreach (var (append, _) in submissions)
        {
            for (var i = 0; i < append?.Count; i++)
            {
                if (append.Receipts[i].Decision.Accepted)
                {
                    See(append[i]);
                }
            }
        }
    }

    private void DecideAll(JournalAppend append)
    {
        var receipts = append.Receipts;
        var isUsed = append.TokenUse is { } use && _usedTokens.Has(use);
        var isAnyAccepted = false;
        for (var i = 0; i < receipts.Length; i++)
        {
            receipts[i] = isUsed ? RejectReplay(append[i], append.Snapshot) : Decide(append[i], append.Snapshot);
            isAnyAccepted |= receipts[i].Decision.Accepted;
        }

        _lastReceipt = append[0].ReceivedAt;
        if (isAnyAccepted && append.TokenUse is { } used)
        {
            _usedTokens.Add(used);
        }
    }

    private JournalReceipt RejectReplay(JournalEntry entry, PolicySnapshot snapshot)
    {
        var decision = new Decision(DecisionReason.InvalidToken, MayChangeData: false);
        WriteRejection(new RejectionEntry(decision.Reason, entry.Action.Value, "UsedBefore", 1, entry.ReceivedAt, snapshot.Version, entry.CertificateId));
        return new JournalReceipt(decision, Guid.Empty);
    }

    private JournalReceipt Decide(JournalEntry entry, PolicySnapshot snapshot)
    {
        var picked = ProfileRules.Pick(_profiles, entry);
        var decision = EventDecider.Decide(snapshot, entry.Action, ProfileRules.StateOf(entry, picked));
        if (!decision.Accepted)
        {
            WriteRejection(new RejectionEntry(decision.Reason, entry.Action.Value, null, 1, entry.ReceivedAt, snapshot.Version, entry.CertificateId));
            return new JournalReceipt(decision, Guid.Empty);
        }

        var id = _ids.Make(entry);
        if (entry.EventSalt.IsPresent && (!_repeatable.Add(id) || IsStored(id)))
        {
            return new JournalReceipt(decision, id);
        }

        _profiles.Attribute(id, entry.ReceivedAt);
        var outcome = ProfileRules.Apply(_profiles, entry, picked, decision.MayChangeData);
        WriteEvent(entry, snapshot, decision, id, outcome);
        Discover(entry);
        return new JournalReceipt(decision, id);
    }

    private bool IsStored(Guid id)
    {
        var found = _connection.SelectEvent.Bind(1, id).Step();
        _connection.SelectEvent.Reset();
        return found;
    }

    private void WriteEvent(JournalEntry entry, PolicySnapshot snapshot, Decision decision, Guid id, ProfileOutcome outcome)
    {
        var receivedAt = entry.ReceivedAt.ToUnixTimeMilliseconds();
        var time = entry.Time.ToUnixTimeMilliseconds();
        _connection.InsertEvent.Bind(1, _counters.NextEvent()).Bind(2, receivedAt).Bind(3, (long)decision.Reason).Bind(4, entry.Action.Value)
            .Bind(5, (long)snapshot.Version).Bind(6, entry.CertificateId).Bind(7, id).Bind(8, outcome.Profile.Id).Bind(9, entry.Label)
            .Bind(10, time).Bind(11, entry.OriginalTime).Bind(12, entry.Params.IsPresent ? entry.Params : NoParameters)
            .Bind(13, decision.MayChangeData).Bind(14, outcome.Conflict).Run();
        _activities.Collect(new ActivityKey(outcome.Profile.Id, time, receivedAt, id));
    }

    private void WriteRejection(RejectionEntry rejection) =>
        _connection.InsertRejection.Bind(1, _counters.NextEvent()).Bind(2, rejection.ReceivedAt).Bind(3, (long)rejection.Reason).Bind(4, rejection.Cause)
            .Bind(5, (long)rejection.Count).Bind(6, rejection.Action).Bind(7, (long)rejection.PolicyVersion).Bind(8, rejection.CertificateId).Run();

    private void Discover(JournalEntry entry)
    {
        var action = entry.Action;
        if (_catalog.Find(action) is not null || _discovered.ContainsKey(action))
        {
            return;
        }

        if (_catalog.Discovered + _discovered.Count >= _options.MaxDiscovered)
        {
            _catalog.LeaveOut(action);
            return;
        }

        var definition = new EventDefinition(action, StandardEvents.DisplayNameOf(action), "", "", EventSource.Discovered, entry.ReceivedAt);
        _discovered.Add(action, definition);
        _connection.DiscoverEvent.Bind(1, action.Value).Bind(2, definition.DisplayName).Bind(3, (long)EventSource.Discovered).Bind(4, entry.ReceivedAt).Run();
    }

    private void See(JournalEntry entry)
    {
        if (_catalog.Find(entry.Action) is { } item)
        {
            var at = entry.ReceivedAt.ToUnixTimeMilliseconds();
            item.Seen(at);
            ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(_seen, entry.Action, out _);
            last = Math.Max(last, at);
        }
    }

    /// <summary>Not with each event, for it would cost a page each: what is not written here is in the events after the last run, and found there at the next start.</summary>
    private void WriteLastSeen()
    {
        foreach (var (action, at) in _seen)
        {
            _connection.SeeEvent.Bind(1, action.Value).Bind(2, at).Run();
        }
    }
}
