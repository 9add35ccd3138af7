using EventAuth.Core.Journal;

namespace EventAuth.Storage.Journal;

/// <summary>What waits to be written, in the order of arrival and bounded in events. Many requests put in, one writer takes out all there is.</summary>
internal sealed class SubmissionQueue(int maxEvents)
{
    private readonly object _gate = new();

    // Under the gate.
    private List<JournalSubmission> _waiting = [];
    private int _events;
    private bool _completed;

    /// <summary>How many events wait or are being written.</summary>
    public int Events => Volatile.Read(ref _events);

    /// <summary>Puts something in; false when it has no room or nothing more is taken.</summary>
    public bool TryAdd(in JournalSubmission submission)
    {
        lock (_gate)
        {
            if (_completed || _events + submission.Size > maxEvents)
            {
                return false;
            }

            _events += submission.Size;
            _waiting.Add(submission);
            if (_waiting.Count == 1)
            {
                Monitor.Pulse(_gate);
            }

            return true;
        }
    }

    /// <summary>For the writer: waits until there is something and takes all of it; false when nothing more will come.</summary>
    /// <param name="taken">An empty list, which is exchanged for a full one.</param>
    public bool TryTakeAll(ref List<JournalSubmission> taken)
    {
        lock (_gate)
        {
            while (_waiting.Count == 0)
            {
                if (_completed)
                {
                    return false;
                }

                Monitor.Wait(_gate);
            }

            (taken, _waiting) = (_waiting, taken);
            return true;
        }
    }

    /// <summary>For the writer: so many events are written, or given up, and no longer count.</summary>
    public void Release(int events)
    {
        lock (_gate)
        {
            _events -= events;
        }
    }

    /// <summary>Takes nothing more; what waits can still be taken out.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _completed = true;
            Monitor.PulseAll(_gate);
        }
    }
}
