using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;

namespace EventAuth.Core.Previews;

/// <summary>Decides recorded events again, in their order, and counts what is decided otherwise.</summary>
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
    private readonly FollowedPolicy _draft;
    private readonly FollowedPolicy? _compared;

    // By the place of a kind, and who the customer is by the former policy and by the draft; null before the first.
    private readonly Alike?[] _alike;
    private long _decisions;
    private long _notReplayed;

    private PolicyReplay(RecordedDecisions recorded, SenderGroups groups, int share, EventPolicy draft, EventPolicy? compared)
    {
        (_recorded, _groups, _share) = (recorded, groups, share);
        _alike = new Alike?[recorded.Kinds.Count * s_customers * s_customers];
        _draft = new FollowedPolicy(recorded, groups, draft);
        _compared = compared is null ? null : new FollowedPolicy(recorded, groups, compared);
    }

    /// <summary>Decides them all. What has nothing to do with each other is decided side by side.</summary>
    /// <param name="former">What the profiles got and lost before the first decision, in its order.</param>
    /// <param name="compared">The policy with which the draft is compared; null for what was decided at the time.</param>
    /// <param name="progress">Told how far it is, from 0 to 1.</param>
    public static PolicyPreview Run(
        RecordedDecisions recorded, IReadOnlyList<FormerLink> former, EventPolicy draft, EventPolicy? compared,
        IProgress<double> progress, CancellationToken cancellation)
    {
        var groups = new SenderGroups(recorded, former, recorded.Rows.Count < Few ? 1 : Math.Min(Environment.ProcessorCount, MostShares));
        var replays = Enumerable.Range(0, groups.Shares)
            .Select(share => new PolicyReplay(recorded, groups, share, draft, compared)).ToArray();
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
                _draft.Recall(link);
                _compared?.Recall(link);
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

        var (customer, from) = _compared?.Decide(row, group) ?? (kind.Customer!.Value, kind.Decision);
        var (byDraft, to) = _draft.Decide(row, group);
        ref var alike = ref _alike[(((row.Kind * s_customers) + (int)customer) * s_customers) + (int)byDraft];
        (alike ??= new Alike(kind.Action!, customer, from, to)).Count(row.Id, kind.Count);
    }

    private static PolicyPreview ToPreview(PolicyReplay[] replays)
    {
        var all = replays.SelectMany(replay => replay._alike).OfType<Alike>().ToList();
        var changes =
            from alike in all
            where alike.IsChanged
            group alike by (alike.Action, alike.Customer, alike.From, alike.To) into change
            let count = change.Sum(alike => alike.Events)
            orderby count descending, change.Key.Action, change.Key.Customer
            select new PreviewChange(
                change.Key.Action, change.Key.Customer, change.Key.From, change.Key.To, count,
                [.. change.SelectMany(alike => alike.Newest).OrderDescending().Take(MostSamples)]);
        return new PolicyPreview(
            replays.Sum(replay => replay._decisions), all.Where(alike => !alike.To.Accepted).Sum(alike => alike.Events),
            replays.Sum(replay => replay._notReplayed), [.. changes]);
    }

    /// <summary>Decisions of one kind that are made again in the same way.</summary>
    private sealed class Alike(string action, CustomerState customer, Decision from, Decision to)
    {
        private readonly Queue<long> _newest = new(MostSamples);

        public string Action => action;

        /// <summary>Who the sender was by the former policy.</summary>
        public CustomerState Customer => customer;

        /// <summary>As it was answered, or as the other policy answers.</summary>
        public Decision From { get; } = AsAnswered(from);

        /// <summary>As the draft answers.</summary>
        public Decision To { get; } = AsAnswered(to);

        public bool IsChanged { get; } = AsAnswered(from) != AsAnswered(to);

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

        // What would be rejected is shown in Monitor mode only: for the sender it is accepted.
        private static Decision AsAnswered(Decision decision) => decision with { Reason = decision.Reason.Answered() };
    }
}
