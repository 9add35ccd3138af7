namespace EventAuth.Core.Inspection;

/// <summary>
/// How much work is spent on the causes of refused tokens. A shop's own mistakes show in the first hundred, and a flood must not
/// cost more than it does already. Work is counted afterwards, so each thread exceeds the limit by at most one examination.
/// </summary>
internal sealed class CauseAllowance
{
    /// <summary>How much at once, after a quiet time, in units of about a tenth of a millisecond.</summary>
    public const int Most = 2_000;

    /// <summary>How much per second from then on: about a hundredth of a core.</summary>
    public const int PerSecond = 80;

    // The time to refill completely: a moment older than that is not late, but comes from a clock that was set back.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds((double)Most / PerSecond);

    private const int CostOfKey = 5;
    private const int CharactersPerUnit = 1024;

    private readonly Lock _gate = new();
    private double _left = Most;
    private DateTimeOffset _at = DateTimeOffset.MinValue;

    public bool HasRoom(DateTimeOffset now)
    {
        lock (_gate)
        {
            if (now > _at)
            {
                _left = Math.Min(Most, _left + ((now - _at).TotalSeconds * PerSecond));
                _at = now;
            }
            else if (now < _at - Longest)
            {
                _at = now;
            }

            return _left >= 1;
        }
    }

    public void Spend(int characters, int keys)
    {
        lock (_gate)
        {
            _left -= 1 + (characters / CharactersPerUnit) + (keys * CostOfKey);
        }
    }
}
