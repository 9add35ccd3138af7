namespace EventAuth.Admin.Components.Times;

/// <summary>Tells the relative times of one circuit to draw themselves anew: one timer for all, none while there are none.</summary>
internal sealed class PageClock(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private readonly Lock _gate = new();
    private Action? _ticked;
    private ITimer? _timer;

    /// <summary>Raised every ten seconds, on a thread of the timer.</summary>
    public event Action Ticked
    {
        add
        {
            lock (_gate)
            {
                _ticked += value;
                _timer ??= time.CreateTimer(_ => _ticked?.Invoke(), state: null, Interval, Interval);
            }
        }

        remove
        {
            lock (_gate)
            {
                _ticked -= value;
                if (_ticked is null)
                {
                    Dispose();
                }
            }
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _timer = null;
    }
}
