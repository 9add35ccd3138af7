using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;

namespace EventAuth.Core.Previews;

/// <summary>What was decided, and of what kind of events: what decisions have in common.</summary>
/// <param name="Action">The event's name; null where it is not known.</param>
/// <param name="Customer">Who sent it; null where that was not decided, or was not kept by an earlier version.</param>
/// <param name="Count">How many events a record stands for.</param>
public readonly record struct RecordedKind(string? Action, CustomerState? Customer, Decision Decision, int Count)
{
    /// <summary>Whether the lists, or the rule for all other events, decided. Anything else is the same by any policy.</summary>
    public bool IsByLists => Decision.Accepted || DecisionReasonExtensions.OfLists.Contains(Decision.Reason);

    /// <summary>Whether it can be decided again, if it is known who sent it.</summary>
    public bool CanBeReplayed => IsByLists && Action is not null && Customer is not null;
}

/// <summary>The decisions of a span in the order in which they were made, so small in memory that millions find room.</summary>
public sealed class RecordedDecisions
{
    private readonly List<Row> _rows = [];
    private readonly Interned<RecordedKind> _kinds = new();
    private readonly Interned<SenderHashes> _senders = new();

    internal IReadOnlyList<RecordedKind> Kinds => _kinds.All;

    internal IReadOnlyList<SenderHashes> Senders => _senders.All;

    internal List<Row> Rows => _rows;

    /// <summary>Adds the next one.</summary>
    /// <param name="id">Its number in the record of decisions.</param>
    /// <param name="sender">Who sent it; null where that is not kept, or not any more.</param>
    public void Add(long id, in RecordedKind kind, SenderHashes? sender) =>
        _rows.Add(new Row(
            id, _kinds.IndexOf(kind), sender is { IsComplete: true } known && kind.CanBeReplayed ? _senders.IndexOf(known) : -1));

    /// <summary>Adds those of the next span.</summary>
    public void Add(RecordedDecisions next)
    {
        var kinds = next.Kinds.Select(kind => _kinds.IndexOf(kind)).ToArray();
        var senders = next.Senders.Select(sender => _senders.IndexOf(sender)).ToArray();
        _rows.EnsureCapacity(_rows.Count + next._rows.Count);
        foreach (var row in next._rows)
        {
            _rows.Add(new Row(row.Id, kinds[row.Kind], row.Sender < 0 ? -1 : senders[row.Sender]));
        }
    }

    /// <summary>
    /// The hashes of all identifiers that came with others, or with a token: only such events can make a customer known, or another
    /// customer's identifiers theirs.
    /// </summary>
    public IReadOnlySet<ulong> FindLinkable()
    {
        var found = new HashSet<ulong>();
        foreach (var sender in _senders.All.Where(sender => sender.CanLink))
        {
            found.Add(sender.Uuid);
            found.Add(sender.Email);
            found.Add(sender.CustomId);
        }

        found.Remove(0);
        return found;
    }

    /// <param name="Sender">-1 where it is not known.</param>
    internal readonly record struct Row(long Id, int Kind, int Sender);

    // Each value once, by its place.
    private sealed class Interned<T>
        where T : struct
    {
        private readonly Dictionary<T, int> _places = [];
        private readonly List<T> _all = [];

        public IReadOnlyList<T> All => _all;

        public int IndexOf(in T value)
        {
            ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, value, out var isKnown);
            if (!isKnown)
            {
                place = _all.Count;
                _all.Add(value);
            }

            return place;
        }
    }
}
