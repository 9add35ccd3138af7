namespace EventAuth.Admin.Policies;

/// <summary>How this process follows the history of the policy, for the page to say so.</summary>
public sealed class PolicyFollowing
{
    private volatile string? _trouble;

    /// <summary>Raised when a problem appeared or disappeared.</summary>
    public event Action? Changed;

    /// <summary>While a newer policy cannot be read: why, in a sentence; otherwise null. The last valid policy stays in force.</summary>
    public string? Trouble => _trouble;

    internal void Report(string? trouble)
    {
        if (_trouble != trouble)
        {
            _trouble = trouble;
            Changed?.Invoke();
        }
    }
}
