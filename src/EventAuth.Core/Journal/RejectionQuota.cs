namespace EventAuth.Core.Journal;

/// <summary>How many rejections of one cause are recorded one by one. Those beyond are only counted: an attack must not fill the disk.</summary>
public sealed class RejectionQuota
{
    /// <summary>So many a minute are recorded one by one: more than any mistake of a shop's own makes, and a small part of what an attacker can send.</summary>
    public const int PerMinute = 6_000;

    private readonly Lock _gate = new();
    private long _minute;
    private int _recorded;

    /// <summary>Whether a rejection is to be recorded by itself.</summary>
    /// <param name="now">When it was received.</param>
    public bool TryTake(DateTimeOffset now)
    {
        var minute = now.Ticks / TimeSpan.TicksPerMinute;
        lock (_gate)
        {
            if (minute != _minute)
            {
                (_minute, _recorded) = (minute, 0);
            }

            if (_recorded == PerMinute)
            {
                return false;
            }

            _recorded++;
            return true;
        }
    }
}
