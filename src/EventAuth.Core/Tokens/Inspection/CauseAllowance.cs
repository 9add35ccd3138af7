namespace EventAuth.Core.Tokens.Inspection;

/// <summary>
/// How many refused tokens are looked at for their cause: a shop's own mistakes show in the first few, and a flood of them must not cost more than it does now.
/// </summary>
internal sealed class CauseAllowance
{
    /// <summary>So many at once, after a quiet time.</summary>
    public const int Most = 1_000;

    /// <summary>So many a second from then on: about a hundredth of a core.</summary>
    public const int PerSecond = 20;

    private readonly Lock _gate = new();
    private double _left = Most;
    private DateTimeOffset _at = DateTimeOffset.MinValue;

    /// <summary>Whether one more is to be looked at.</summary>
    public bool TryTake(DateTimeOffset now)
    {
        lock (_gate)
        {
            if (now > _at)
            {
                _left = Math.Min(Most, _left + ((now - _at).TotalSeconds * PerSecond));
                _at = now;
            }

            if (_left < 1)
            {
                return false;
            }

            _left--;
            return true;
        }
    }
}
