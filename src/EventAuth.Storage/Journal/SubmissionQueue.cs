namespace EventAuth.Storage.Journal;

/// <summary>What waits to be written, in the order of arrival, limited in events. Many requests add, one writer takes.</summary>
/// <param name="maxEvents">How many events may wait or be on their way to disk.</param>
internal sealed class SubmissionQueue(int maxEvents)
{
    /// <summary>The most events taken at once, unless one request alone has more.</summary>
    public const int MaxTake = 1_000;

    private const int MinTake = 16;

    private readonly object _gate = new();

    // Under the gate.
    private readonly Queue<JournalSubmission> _waiting = new();
    private int _waitingEvents;
    private int _events;
    private int _lastTake;
    private int _probes;
    private int _takenProbes;
    private bool _completed;

    /// <summary>How many wait or are being written, without probes, which take room but are in no figure.</summary>
    public int Events
    {
        get
        {
            lock (_gate)
            {
                return _events - _probes;
            }
        }
    }

    /// <summary>Whether nothing waits for the writer.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count == 0;
            }
        }
    }

    /// <summary>Adds something; false when there is no room or the queue is closed.</summary>
    public bool TryAdd(in JournalSubmission submission)
    {
        lock (_gate)
        {
            if (_completed || _events + submission.Size > maxEvents)
            {
                return false;
            }

            _events += submission.Size;
            _waitingEvents += submission.Size;
            _probes += submission.IsProbe ? submission.Size : 0;
            _waiting.Enqueue(submission);
            if (_waiting.Count == 1)
            {
                Monitor.Pulse(_gate);
            }

            return true;
        }
    }

    /// <summary>
    /// For the writer: waits until there is something and takes about half of what is in progress, including those that it took last.
    /// If it took all, everybody would wait for the same sync of the disk, and the processors would be idle; so one half is received
    /// and answered while the other is written. Returns how many events were taken; 0 when nothing more will come.
    /// </summary>
    public int Take(List<JournalSubmission> taken)
    {
        lock (_gate)
        {
            while (_waiting.Count == 0)
            {
                if (_completed)
                {
                    return 0;
                }

                Monitor.Wait(_gate);
            }

            _lastTake = Take(taken, Math.Clamp((_lastTake + _waitingEvents + 1) / 2, MinTake, MaxTake));
            return _lastTake;
        }
    }

    /// <summary>For the writer: takes everything that waits, possibly nothing.</summary>
    public int TakeAll(List<JournalSubmission> taken)
    {
        lock (_gate)
        {
            return Take(taken, int.MaxValue);
        }
    }

    /// <summary>For the writer: this many events, all that it took, are written or given up, and no longer count.</summary>
    public void Release(int events)
    {
        lock (_gate)
        {
            _events -= events;
            _probes -= _takenProbes;
            _takenProbes = 0;
        }
    }

    /// <summary>Closes the queue; what waits can still be taken.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _completed = true;
            Monitor.PulseAll(_gate);
        }
    }

    private int Take(List<JournalSubmission> taken, int atMost)
    {
        var events = 0;
        while (events < atMost && _waiting.TryDequeue(out var submission))
        {
            taken.Add(submission);
            events += submission.Size;
            _takenProbes += submission.IsProbe ? submission.Size : 0;
        }

        _waitingEvents -= events;
        return events;
    }
}
