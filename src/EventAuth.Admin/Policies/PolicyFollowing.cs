namespace EventAuth.Admin.Policies;

/// <summary>How this process follows the history of the policy, for the page to say so.</summary>
public sealed class PolicyFollowing(TimeProvider time)
{
    private volatile string? _trouble;
    private long _lastRead = time.GetTimestamp();

    /// <summary>Raised when a problem appeared or disappeared.</summary>
    public event Action? Changed;

    /// <summary>While a newer policy cannot be read: why, in a sentence; otherwise null. The last valid policy stays in force.</summary>
    public string? Trouble => _trouble;

    /// <summary>How long ago the newest policy could be read last.</summary>
    public TimeSpan Age => time.GetElapsedTime(Interlocked.Read(ref _lastRead));

    internal void Report(string? trouble)
    {
        if (trouble is null)
        {
            Interlocked.Exchange(ref _lastRead, time.GetTimestamp());
        }

        if (_trouble != trouble)
        {
            _trouble = trouble;
            Changed?.Invoke();
        }
    }
}
