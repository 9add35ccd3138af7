using EventAuth.Core.Decisions;

namespace EventAuth.Ingest;

/// <summary>How many rejections of one cause are recorded one by one. Those beyond are counted, and their number is recorded instead: an attack must not fill the disk.</summary>
internal sealed class RejectionQuota(DecisionReason reason, string cause)
{
    /// <summary>So many a minute are recorded one by one: more than any mistake of a shop's own makes, and a small part of what an attacker can send.</summary>
    public const int PerMinute = 6_000;

    private readonly Lock _gate = new();
    private long _minute;
    private int _recorded;
    private int _counted;

    /// <summary>The reason these were rejected for.</summary>
    public DecisionReason Reason => reason;

    /// <summary>The cause, for the operator.</summary>
    public string Cause => cause;

    /// <summary>Whether a rejection is to be recorded by itself; else it was counted.</summary>
    /// <param name="count">How many events it stands for.</param>
    /// <param name="now">When.</param>
    public bool TryTake(int count, DateTimeOffset now)
    {
        var minute = now.Ticks / TimeSpan.TicksPerMinute;
        lock (_gate)
        {
            if (minute != _minute)
            {
                (_minute, _recorded) = (minute, 0);
            }

            if (_recorded < PerMinute)
            {
                _recorded++;
                return true;
            }

            _counted += count;
            return false;
        }
    }

    /// <summary>Takes out how many were counted.</summary>
    public int TakeCounted()
    {
        lock (_gate)
        {
            var counted = _counted;
            _counted = 0;
            return counted;
        }
    }

    /// <summary>Puts back a number that could not be recorded.</summary>
    public void PutBack(int counted)
    {
        lock (_gate)
        {
            _counted += counted;
        }
    }
}
