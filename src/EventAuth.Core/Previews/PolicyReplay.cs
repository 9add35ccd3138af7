using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using EventAuth.Core.Profiles;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Previews;

/// <summary>Decides recorded events again, in their order, by the same rules for profiles and lists that decide new ones.</summary>
public sealed class PolicyReplay
{
    private const int MostSamples = 5;

    /// <summary>So many are decided between two looks at whether to go on.</summary>
    private const int Step = 65_536;

    private readonly RecordedDecisions _recorded;
    private readonly ImaginedProfiles _profiles;
    private readonly DecisionBasis _basis;
    private readonly EventLists[] _lists;

    // By the place of a sender: whose customer is by any policy who they were.
    private readonly bool[] _isSettled;

    // By the place of a kind: what it is decided for settled senders; null before the first.
    private readonly Decision?[] _ofSettled;
    private readonly JournalEntry _entry = new();
    private readonly Dictionary<(int Kind, Decision To), Tally> _changes = [];
    private long _decisions;
    private long _rejected;
    private long _notReplayed;

    private PolicyReplay(RecordedDecisions recorded, ImaginedProfiles profiles, EventPolicy draft)
    {
        (_recorded, _profiles, _basis) = (recorded, profiles, draft.Basis);
        _lists = [.. recorded.Kinds.Select(kind =>
            kind.Action is { } action && EventName.TryParse(action, out var name) ? draft.ListsOf(name) : EventLists.None)];
        _ofSettled = new Decision?[recorded.Kinds.Count];

        // A uuid that comes alone, and with which nothing else has to do, changes nobody, and nobody changes it.
        var linkable = recorded.FindLinkable();
        _isSettled = [.. recorded.Senders.Select(sender =>
            !sender.CanLink && !linkable.Contains(sender.Uuid) && !profiles.Knows(TextOf(sender.Uuid)))];
    }

    /// <summary>Decides them all.</summary>
    /// <param name="profiles">As they were before the first decision; changed by this.</param>
    /// <param name="progress">Told how far it is, from 0 to 1.</param>
    public static PolicyPreview Run(
        RecordedDecisions recorded, ImaginedProfiles profiles, EventPolicy draft, IProgress<double> progress,
        CancellationToken cancellation)
    {
        var replay = new PolicyReplay(recorded, profiles, draft);
        var rows = CollectionsMarshal.AsSpan(recorded.Rows);
        for (var i = 0; i < rows.Length; i++)
        {
            if (i % Step == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress.Report((double)i / rows.Length);
            }

            replay.Decide(rows[i]);
        }

        return replay.ToPreview();
    }

    /// <summary>The text by which imagined profiles know an identifier: its hash.</summary>
    public static string TextOf(ulong hash) => hash.ToString("x16", CultureInfo.InvariantCulture);

    private void Decide(in RecordedDecisions.Row row)
    {
        var kind = _recorded.Kinds[row.Kind];
        _decisions += kind.Count;
        if (!kind.IsByLists)
        {
            return;
        }

        if (row.Sender < 0)
        {
            _notReplayed += kind.Count;
            return;
        }

        // Equal inputs are decided once.
        var decision = _isSettled[row.Sender]
            ? _ofSettled[row.Kind] ??= EventDecider.Decide(_basis, _lists[row.Kind], kind.Customer!.Value)
            : Follow(_recorded.Senders[row.Sender], _lists[row.Kind]);
        _rejected += decision.Accepted ? 0 : kind.Count;
        var to = AsAnswered(decision);
        if (to != AsAnswered(kind.Decision))
        {
            ref var tally = ref CollectionsMarshal.GetValueRefOrAddDefault(_changes, (row.Kind, to), out _);
            (tally ??= new Tally()).Add(row.Id, kind.Count);
        }
    }

    // Decides an event by who its customer is by now, and lets it change the profiles.
    private Decision Follow(in SenderHashes sender, EventLists listed)
    {
        Fill(sender);
        var picked = ProfileRules.Pick(_profiles, _entry);
        var decision = EventDecider.Decide(_basis, listed, ProfileRules.StateOf(_entry, picked));
        if (decision.Accepted)
        {
            ProfileRules.Apply(_profiles, _entry, picked, decision.MayChangeData);
        }

        return decision;
    }

    private void Fill(in SenderHashes sender)
    {
        var (uuid, email, customId) = (TextOrNull(sender.Uuid), TextOrNull(sender.Email), TextOrNull(sender.CustomId));
        _entry.Token = sender.HasToken ? new TokenIdentity(sender.IsUuidOfToken ? uuid : null, email, customId) : null;
        _entry.ClientUuid = Utf8Text.Of(uuid);
        _entry.ClientEmail = Utf8Text.Of(email);
        _entry.ClientCustomId = Utf8Text.Of(customId);
    }

    // What would be rejected is shown in Monitor mode only: for the sender it is accepted.
    private static Decision AsAnswered(Decision decision) => decision with { Reason = decision.Reason.Answered() };

    private static string? TextOrNull(ulong hash) => hash == 0 ? null : TextOf(hash);

    private PolicyPreview ToPreview()
    {
        var changes =
            from change in _changes
            let kind = _recorded.Kinds[change.Key.Kind]
            let decided = AsAnswered(kind.Decision)
            group change.Value by (Action: kind.Action!, Customer: kind.Customer!.Value, From: decided, change.Key.To) into alike
            let count = alike.Sum(tally => tally.Count)
            orderby count descending, alike.Key.Action, alike.Key.Customer
            select new PreviewChange(
                alike.Key.Action, alike.Key.Customer, alike.Key.From, alike.Key.To, count,
                [.. alike.SelectMany(tally => tally.Newest).OrderDescending().Take(MostSamples)]);
        return new PolicyPreview(_decisions, _rejected, _notReplayed, [.. changes]);
    }

    private sealed class Tally
    {
        private readonly Queue<long> _newest = new(MostSamples);

        public long Count { get; private set; }

        public IEnumerable<long> Newest => _newest;

        public void Add(long id, int count)
        {
            Count += count;
            if (_newest.Count == MostSamples)
            {
                _newest.Dequeue();
            }

            _newest.Enqueue(id);
        }
    }
}
