using EventAuth.Core.Inspection;
using EventAuth.Storage.Counts;
using EventAuth.Storage.Statements;

namespace EventAuth.Storage.Journal;

/// <summary>
/// Decides sets of submissions in order and writes the results. Nobody else changes profiles, so what it knows about them
/// stays true from one transaction to the next. If a transaction fails, it is discarded with all it remembers.
/// </summary>
internal sealed class JournalWriter
{
    /// <summary>The cause that is recorded for a single-use token that is used again.</summary>
    private static readonly string UsedBefore = TokenFindingCode.UsedBefore.ToText();

    /// <summary>The same for a proof.</summary>
    private static readonly string ProofUsedBefore = TokenFindingCode.ProofUsedBefore.ToText();

    private readonly JournalDependencies _dependencies;
    private readonly EventIdMaker _ids;
    private readonly EventRows _events;
    private readonly ProfileDirectory _profiles;
    private readonly TokenUses _usedTokens;
    private readonly ProofUses _usedProofs;
    private readonly IEventIndex _index;
    private readonly EarlyRejectionTransfer _rejected;
    private readonly RejectionWriter _rejections;
    private readonly IJournalStatement _discover;

    // Of the current transaction.
    private readonly Dictionary<EventName, EventDefinition> _discovered = [];
    private readonly List<Guid> _salted = [];

    private int _accepted;
    private int _refused;

    /// <summary>Reads the state of the database after the last transaction.</summary>
    public JournalWriter(
        IJournalConnection connection, JournalDependencies dependencies, Func<Func<EventName, EventSource?>, IEventIndex> makeIndex)
    {
        _dependencies = dependencies;
        var key = connection.Prepare("""SELECT "EventIdKey" FROM "Installation" """);
        key.Step();
        _ids = new EventIdMaker(key.Bytes(0));
        key.Reset();
        _index = makeIndex(SourceOf);
        _events = new EventRows(connection, _index, dependencies.Hashes);
        _usedTokens = new TokenUses(connection);
        _usedProofs = new ProofUses(connection, dependencies.Time);
        _profiles = new ProfileDirectory(connection, dependencies.Options.MaxRemembered);
        _rejected = new EarlyRejectionTransfer(connection, _index, dependencies.Rejections);
        _rejections = new RejectionWriter(connection, _events, dependencies.Hashes, dependencies.Payloads);
        _discover = connection.Prepare(
            """
            INSERT INTO "Catalog" ("Action", "DisplayName", "Description", "Category", "Source", "LastSeenAt")
            VALUES (?1, ?2, '', '', ?3, ?4)
            ON CONFLICT ("Action") DO UPDATE SET "LastSeenAt" = excluded."LastSeenAt"
                WHERE coalesce("Catalog"."LastSeenAt", 0) < excluded."LastSeenAt"
            """);
    }

    /// <summary>Decides and writes; the caller commits, then calls <see cref="Publish"/>.</summary>
    /// <param name="unrecorded">Rejections that could not be written in an earlier transaction.</param>
    public void Write(List<JournalSubmission> submissions, List<RejectionEntry> unrecorded)
    {
        _discovered.Clear();
        (_accepted, _refused) = (0, 0);
        foreach (var rejection in unrecorded)
        {
            _rejections.Write(rejection);
        }

        _profiles.Begin(submissions);
        LookForRepeats(submissions);
        _usedProofs.LookFor(submissions);
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
        _usedProofs.Forget(_dependencies.ProofAges);
        if (_index.Write())
        {
            _usedTokens.Forget(_dependencies.TokenAges.GetUtcNow());
        }
    }

    /// <summary>Forgets what is remembered of the database, within a transaction that has begun: others have written since.</summary>
    public void Forget()
    {
        _profiles.Forget();
        _index.Forget();
    }

    public void Publish()
    {
        if (_discovered.Count > 0)
        {
            _dependencies.Catalog.Publish(_discovered.Values);
        }

        _index.Publish(See);
        _rejected.Publish();
        _dependencies.Pulse.Add(_accepted, _refused);
    }

    private void LookForRepeats(List<JournalSubmission> submissions)
    {
        _salted.Clear();
        foreach (var (append, _) in submissions)
        {
            for (var i = 0; i < append?.Count; i++)
            {
                if (append[i].EventSalt.IsPresent)
                {
                    _salted.Add(_ids.Make(append[i]));
                }
            }
        }

        _index.LookForRepeats(_salted);
    }

    private void DecideAll(JournalAppend append)
    {
        var receipts = append.Receipts;
        var cause = append.IsProbe ? null
            : append.ProofUse is { } proof && !_usedProofs.TryUse(proof) ? ProofUsedBefore
            : append.TokenUse is { } use && _usedTokens.Has(use) ? UsedBefore
            : null;
        if (cause is not null)
        {
            RejectAll(append, cause);
            return;
        }

        var isAnyAccepted = false;
        for (var i = 0; i < receipts.Length; i++)
        {
            receipts[i] = Decide(append[i], append);
            isAnyAccepted |= receipts[i].Decision.Accepted;
        }

        if (isAnyAccepted && !append.IsProbe && append.TokenUse is { } used)
        {
            _usedTokens.Add(used);
        }
    }

    // The token is that of the whole request: one record with a count, as for any other invalid token.
    private void RejectAll(JournalAppend append, string cause)
    {
        const DecisionReason reason = DecisionReason.InvalidToken;
        append.Receipts.Fill(new JournalReceipt(new Decision(reason, MayChangeData: false), Guid.Empty));
        _rejections.RejectAll(append, reason, CustomerState.Authenticated, cause);
        _refused += append.Count;
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
        if (append.IsProbe)
        {
            return new JournalReceipt(decision, Guid.Empty);
        }

        if (!decision.Accepted)
        {
            return Reject(entry, append, decision.Reason, customer, cause: null);
        }

        var id = _ids.Make(entry);
        if (entry.EventSalt.IsPresent && _index.TryFindFirst(id, out var notKept))
        {
            return new JournalReceipt(decision, id) { NotKept = entry.Token is null ? null : notKept };
        }

        _profiles.Attribute(id, entry.ReceivedAt);
        var outcome = ProfileRules.Apply(_profiles, entry, picked, decision.MayChangeData);
        _events.WriteAccepted(entry, append.Snapshot, decision, customer, id, outcome);
        _accepted++;
        Discover(entry);
        return new JournalReceipt(decision, id) { NotKept = entry.Token is null || outcome.Conflict ? null : outcome.NotKept };
    }

    private void Discover(JournalEntry entry)
    {
        var action = entry.Action;
        if (_dependencies.Catalog.Find(action) is not null || _discovered.ContainsKey(action))
        {
            return;
        }

        if (_dependencies.Catalog.Discovered + _discovered.Count >= _dependencies.Options.MaxDiscovered)
        {
            _dependencies.Catalog.LeaveOut(action);
            return;
        }

        var definition = new EventDefinition(
            action, StandardEvents.DisplayNameOf(action), "", "", EventSource.Discovered, entry.ReceivedAt);
        _discovered.Add(action, definition);
        _index.NoteDiscovery();
        _discover.Bind(action.Value).Bind(definition.DisplayName).Bind((long)EventSource.Discovered).Bind(entry.ReceivedAt).Run();
    }

    private EventSource? SourceOf(EventName action) =>
        _discovered.ContainsKey(action) ? EventSource.Discovered : _dependencies.Catalog.Find(action)?.Source;

    private void See(string action, long at) => _dependencies.Catalog.Find(EventName.Parse(action))?.Seen(at);
}
