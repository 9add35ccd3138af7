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

    /// <summary>With fewer decisions than this, nothing is gained by dividing them.</summary>
    private const int Few = 512;

    private const int MostShares = 4;

    private static readonly int s_customers = Enum.GetValues<CustomerState>().Length;

    private readonly RecordedDecisions _recorded;
    private readonly SenderGroups _groups;
    private readonly int _share;
    private readonly DecisionBasis _basis;
    private readonly EventLists[] _lists;
    private readonly ImaginedProfiles _profiles = new();

    // By the place of a sender: what its last event found.
    private readonly Standing[] _standings;

    // By the place of a kind and the state of a customer; null before the first. Equal inputs are decided once.
    private readonly Alike?[] _alike;
    private readonly JournalEntry _entry = new();
    private long _decisions;
    private long _notReplayed;

    private PolicyReplay(RecordedDecisions recorded, SenderGroups groups, int share, EventPolicy draft)
    {
        (_recorded, _groups, _share, _basis) = (recorded, groups, share, draft.Basis);
        _lists = [.. recorded.Kinds.Select(kind =>
            kind.Action is { } action && EventName.TryParse(action, out var name) ? draft.ListsOf(name) : EventLists.None)];
        _alike = new Alike?[recorded.Kinds.Count * s_customers];
        _standings = new Standing[recorded.Senders.Count];
    }

    /// <summary>Decides them all. What has nothing to do with each other is decided side by side.</summary>
    /// <param name="former">What the profiles got and lost before the first decision, in its order.</param>
    /// <param name="progress">Told how far it is, from 0 to 1.</param>
    public static PolicyPreview Run(
        RecordedDecisions recorded, IReadOnlyList<FormerLink> former, EventPolicy draft, IProgress<double> progress,
        CancellationToken cancellation)
    {
        var groups = new SenderGroups(recorded, former, recorded.Rows.Count < Few ? 1 : Math.Min(Environment.ProcessorCount, MostShares));
        var replays = Enumerable.Range(0, groups.Shares).Select(share => new PolicyReplay(recorded, groups, share, draft)).ToArray();
        Parallel.ForEach(
            replays, new ParallelOptions { CancellationToken = cancellation }, replay => replay.Run(former, progress, cancellation));
        return ToPreview(replays);
    }

    private void Run(IReadOnlyList<FormerLink> former, IProgress<double> progress, CancellationToken cancellation)
    {
        foreach (var (i, link) in former.Index())
        {
            if (_groups.ShareOf(_groups.OfFormer[i]) == _share)
            {
                _profiles.Recall(link);
            }
        }

        var rows = CollectionsMarshal.AsSpan(_recorded.Rows);
        for (var i = 0; i < rows.Length; i++)
        {
            if (i % Step == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress.Report((double)i / rows.Length);
            }

            var group = rows[i].Sender < 0 ? IdentifierGroups.Alone : _groups.OfSender[rows[i].Sender];
            if (_groups.ShareOf(group) == _share)
            {
                Decide(rows[i], group);
            }
        }
    }

    private void Decide(in RecordedDecisions.Row row, int group)
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

        AlikeOf(row.Kind, FindCustomer(row, kind, group)).Count(row.Id, kind.Count);
    }

    // Who the sender is by now; lets the event change the profiles.
    private CustomerState FindCustomer(in RecordedDecisions.Row row, in RecordedKind kind, int group)
    {
        // A uuid that comes alone, and with which nothing else has to do, changes nobody, and nobody changes it.
        if (group == IdentifierGroups.Alone)
        {
            return kind.Customer!.Value;
        }

        ref var standing = ref _standings[row.Sender];
        ref var changes = ref _groups.Changes[group];
        if (standing.Changes != changes)
        {
            standing = new Standing { Changes = changes };
        }
        else if (AlikeOf(row.Kind, standing.Customer).Decision is var same && (!same.Accepted || standing.IsWithoutEffect(same)))
        {
            return standing.Customer;
        }

        Fill(_recorded.Senders[row.Sender]);
        var picked = ProfileRules.Pick(_profiles, _entry);
        standing.Customer = ProfileRules.StateOf(_entry, picked);
        var decision = AlikeOf(row.Kind, standing.Customer).Decision;
        if (decision.Accepted)
        {
            var before = _profiles.Changes;
            ProfileRules.Apply(_profiles, _entry, picked, decision.MayChangeData);
            if (_profiles.Changes == before)
            {
                standing.NoteWithoutEffect(decision);
            }
            else
            {
                changes++;
            }
        }

        return standing.Customer;
    }

    private Alike AlikeOf(int kind, CustomerState customer) => _alike[(kind * s_customers) + (int)customer] ??= new Alike(
        _recorded.Kinds[kind], EventDecider.Decide(_basis, _lists[kind], customer));

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

    private static string? TextOrNull(ulong hash) => hash == 0 ? null : ImaginedProfiles.TextOf(hash);

    private static PolicyPreview ToPreview(PolicyReplay[] replays)
    {
        var all = replays.SelectMany(replay => replay._alike).OfType<Alike>().ToList();
        var changes =
            from alike in all
            where alike.IsChanged && alike.Events > 0
            group alike by (Action: alike.Kind.Action!, Customer: alike.Kind.Customer!.Value, alike.From, alike.To) into change
            let count = change.Sum(alike => alike.Events)
            orderby count descending, change.Key.Action, change.Key.Customer
            select new PreviewChange(
                change.Key.Action, change.Key.Customer, change.Key.From, change.Key.To, count,
                [.. change.SelectMany(alike => alike.Newest).OrderDescending().Take(MostSamples)]);
        return new PolicyPreview(
            replays.Sum(replay => replay._decisions), all.Where(alike => !alike.Decision.Accepted).Sum(alike => alike.Events),
            replays.Sum(replay => replay._notReplayed), [.. changes]);
    }

    /// <summary>What the last event of a sender found, which holds until something changes in the group of its identifiers.</summary>
    private struct Standing
    {
        private bool _changesNothing;
        private bool _changesNothingWithData;

        /// <summary>How often something had changed in the group.</summary>
        public int Changes;

        /// <summary>Who the customer was.</summary>
        public CustomerState Customer;

        /// <summary>Whether an event with this decision is known to leave the profiles as they are.</summary>
        public readonly bool IsWithoutEffect(Decision decision) => decision.MayChangeData ? _changesNothingWithData : _changesNothing;

        public void NoteWithoutEffect(Decision decision)
        {
            if (decision.MayChangeData)
            {
                _changesNothingWithData = true;
            }
            else
            {
                _changesNothing = true;
            }
        }
    }

    /// <summary>Decisions of one kind that are made again in the same way.</summary>
    private sealed class Alike(RecordedKind kind, Decision decision)
    {
        private readonly Queue<long> _newest = new(MostSamples);

        public RecordedKind Kind => kind;

        /// <summary>As the draft decides.</summary>
        public Decision Decision => decision;

        /// <summary>As it was answered.</summary>
        public Decision From { get; } = AsAnswered(kind.Decision);

        /// <summary>As the draft answers.</summary>
        public Decision To { get; } = AsAnswered(decision);

        public bool IsChanged { get; } = AsAnswered(kind.Decision) != AsAnswered(decision);

        public long Events { get; private set; }

        public IEnumerable<long> Newest => _newest;

        public void Count(long id, int events)
        {
            Events += events;
            if (!IsChanged)
            {
                return;
            }

            if (_newest.Count == MostSamples)
            {
                _newest.Dequeue();
            }

            _newest.Enqueue(id);
        }
    }
}
