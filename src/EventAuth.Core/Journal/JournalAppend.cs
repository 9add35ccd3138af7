using System.Threading.Tasks.Sources;
using EventAuth.Core.Policies;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Journal;

/// <summary>
/// The events of one request on their way through the journal, and the verdicts on their way back. Reused for one request after another, so
/// that a request makes no garbage: filled, handed over, awaited once, read, cleared.
/// </summary>
public sealed class JournalAppend : IValueTaskSource<AppendStatus>
{
    private readonly List<JournalEntry> _entries = [];
    private JournalReceipt[] _receipts = [];
    private PolicySnapshot? _snapshot;

    // The waiting code continues on the thread that completes it; the journal makes sure that this is not its writer.
    private ManualResetValueTaskSourceCore<AppendStatus> _completion;

    /// <summary>How many events it has.</summary>
    public int Count { get; private set; }

    /// <summary>The policy that decides.</summary>
    public PolicySnapshot Snapshot
    {
        get => _snapshot ?? throw new InvalidOperationException("No policy was named for this append.");
        set => _snapshot = value;
    }

    /// <summary>The use of a single-use token: used before, all events are rejected; it becomes used when one is accepted.</summary>
    public TokenUse? TokenUse { get; set; }

    /// <summary>The proof of its token, if one is required: used before, all events are rejected; it becomes used in any case.</summary>
    public ProofUse? ProofUse { get; set; }

    /// <summary>Where the request came from, for the record of what is rejected.</summary>
    public RequestSource Source { get; set; }

    /// <summary>Whether the process sent it itself to prove its enforcement: it is decided, and not stored or counted.</summary>
    public bool IsProbe { get; set; }

    /// <summary>The verdicts, one for each event and in their order; written by the journal, valid once it has committed.</summary>
    public Span<JournalReceipt> Receipts => _receipts.AsSpan(0, Count);

    /// <summary>An event by its place, from 0.</summary>
    public JournalEntry this[int index] => index < Count ? _entries[index] : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>Adds an empty event.</summary>
    public JournalEntry Add()
    {
        if (Count == _entries.Count)
        {
            _entries.Add(new JournalEntry());
            Array.Resize(ref _receipts, Math.Max(_entries.Capacity, _receipts.Length));
        }

        return _entries[Count++];
    }

    /// <summary>Removes the event that was added last.</summary>
    public void RemoveLast() => _entries[--Count].Clear();

    /// <summary>Makes it ready for the next request. If it was handed over, only after it was awaited.</summary>
    public void Clear()
    {
        while (Count > 0)
        {
            RemoveLast();
        }

        _snapshot = null;
        TokenUse = null;
        ProofUse = null;
        Source = default;
        IsProbe = false;
        _completion.Reset();
    }

    /// <summary>To be awaited exactly once each time it was handed over.</summary>
    public ValueTask<AppendStatus> WaitAsync() => new(this, _completion.Version);

    /// <summary>For the journal: tells the request how it ended, and runs what it does next.</summary>
    public void Complete(AppendStatus status) => _completion.SetResult(status);

    AppendStatus IValueTaskSource<AppendStatus>.GetResult(short token) => _completion.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<AppendStatus>.GetStatus(short token) => _completion.GetStatus(token);

    void IValueTaskSource<AppendStatus>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _completion.OnCompleted(continuation, state, token, flags);
}
