using EventAuth.Core.Catalog;
using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using EventAuth.Core.Profiles;
using EventAuth.Storage.Catalog;

namespace EventAuth.Storage.Journal;

/// <summary>One transaction: decides a set of submissions in their order and writes what they become. Nobody else changes profiles meanwhile.</summary>
internal sealed class JournalTransaction(JournalConnection connection, JournalCounters counters, EventIdMaker ids, CatalogIndex catalog, int maxDiscovered)
{
    private readonly SqliteProfileDirectory _profiles = new(connection, counters);
    private readonly HashSet<Guid> _events = [];
    private readonly Dictionary<EventName, DateTimeOffset> _seen = [];
    private readonly Dictionary<EventName, EventDefinition> _discovered = [];

    /// <summary>Decides and writes; the caller commits, then calls <see cref="Publish"/>.</summary>
    public void Run(IReadOnlyList<JournalSubmission> submissions)
    {
        _profiles.Preload(submissions.OfType<JournalSubmission.OfEvents>().SelectMany(append => append.Entries));
        foreach (var submission in submissions)
        {
            switch (submission)
            {
                case JournalSubmission.OfEvents append:
                    for (var i = 0; i < append.Entries.Count; i++)
                    {
                        append.Receipts[i] = Decide(append.Entries[i], append.Snapshot);
                    }

                    break;
                case JournalSubmission.OfRejection record:
                    WriteRejection(record.Rejection);
                    break;
            }
        }

        _profiles.Write();
        WriteCatalog();
    }

    /// <summary>Tells the catalogue in memory what the database now holds.</summary>
    public void Publish()
    {
        if (_discovered.Count > 0)
        {
            catalog.Publish(_discovered.Values);
        }

        foreach (var (action, at) in _seen)
        {
            catalog.Find(action)?.Seen(at.ToUnixTimeMilliseconds());
        }
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

        var id = ids.Make(entry);
        if (entry.EventSalt is not null && (_events.Contains(id) || IsStored(id)))
        {
            return new JournalReceipt(decision, id);
        }

        _events.Add(id);
        _profiles.Attribute(id, entry.ReceivedAt);
        var outcome = ProfileRules.Apply(_profiles, entry, picked, decision.MayChangeData);
        WriteEvent(entry, snapshot, decision, id, outcome);
        See(entry);
        return new JournalReceipt(decision, id);
    }

    private void See(JournalEntry entry)
    {
        var action = entry.Action;
        if (catalog.Find(action) is null && !_discovered.ContainsKey(action))
        {
            if (catalog.Discovered + _discovered.Count >= maxDiscovered)
            {
                catalog.LeaveOut(action);
                return;
            }

            _discovered[action] = new EventDefinition(action, StandardEvents.DisplayNameOf(action), "", "", EventSource.Discovered, entry.ReceivedAt);
        }

        if (!_seen.TryGetValue(action, out var last) || last < entry.ReceivedAt)
        {
            _seen[action] = entry.ReceivedAt;
        }
    }

    private bool IsStored(Guid id)
    {
        var found = connection.SelectEvent.Bind(1, id).Step();
        connection.SelectEvent.Reset();
        return found;
    }

    private void WriteEvent(JournalEntry entry, PolicySnapshot snapshot, Decision decision, Guid id, ProfileOutcome outcome) =>
        connection.InsertEvent.Bind(1, counters.NextEvent()).Bind(2, entry.ReceivedAt).Bind(3, (long)decision.Reason).BindNull(4).Bind(5, 1L)
            .Bind(6, entry.Action.Value).Bind(7, (long)snapshot.Version).Bind(8, entry.CertificateId).Bind(9, id).Bind(10, outcome.Profile.Id)
            .Bind(11, entry.Label).Bind(12, entry.Time).Bind(13, entry.OriginalTime).Bind(14, entry.Params)
            .Bind(15, decision.MayChangeData).Bind(16, outcome.Conflict).Run();

    private void WriteRejection(RejectionEntry rejection) =>
        connection.InsertEvent.Bind(1, counters.NextEvent()).Bind(2, rejection.ReceivedAt).Bind(3, (long)rejection.Reason).Bind(4, rejection.Cause)
            .Bind(5, (long)rejection.Count).Bind(6, rejection.Action).Bind(7, (long)rejection.PolicyVersion).Bind(8, rejection.CertificateId)
            .BindNull(9).BindNull(10).BindNull(11).BindNull(12).BindNull(13).BindNull(14).Bind(15, false).Bind(16, false).Run();

    private void WriteCatalog()
    {
        foreach (var (action, at) in _seen)
        {
            if (_discovered.TryGetValue(action, out var definition))
            {
                connection.DiscoverEvent.Bind(1, action.Value).Bind(2, definition.DisplayName).Bind(3, (long)EventSource.Discovered).Bind(4, at).Run();
            }
            else
            {
                connection.SeeEvent.Bind(1, action.Value).Bind(2, at).Run();
            }
        }
    }
}
