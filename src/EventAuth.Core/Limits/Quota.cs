namespace EventAuth.Core.Limits;

/// <summary>So many in each window of time, whose windows begin at whole multiples of it. One object serves all threads.</summary>
/// <param name="most">How many a window has.</param>
/// <param name="window">How long it lasts.</param>
public sealed class Quota(int most, TimeSpan window)
{
    private readonly Lock _gate = new();
    private long _window;
    private int _taken;

    /// <summary>Takes one, if there is one left.</summary>
    /// <param name="now">The moment whose window is asked.</param>
    public bool TryTake(DateTimeOffset now)
    {
        var current = now.Ticks / window.Ticks;
        lock (_gate)
        {
            if (current != _window)
            {
                (_window, _taken) = (current, 0);
            }

            if (_taken == most)
            {
                return false;
            }

            _taken++;
            return true;
        }
    }
}
