namespace EventAuth.Core.Limits;

/// <summary>
/// Limits the uses in each time window; windows begin at whole multiples of it. One object serves all threads. A clock that is set back
/// begins another window; moments of the window before that come a little late take from the current one.
/// </summary>
/// <param name="most">How many uses a window has.</param>
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
            if (current > _window || current < _window - 1)
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
