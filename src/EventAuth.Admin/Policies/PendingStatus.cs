namespace EventAuth.Admin.Policies;

/// <summary>The change on trial as this process knows it, for every page to say so; up to date within a second.</summary>
public sealed class PendingStatus
{
    private volatile PendingChange? _current;

    /// <summary>Raised when another change, or none, is on trial.</summary>
    public event Action? Changed;

    /// <summary>The change on trial, or null.</summary>
    public PendingChange? Current => _current;

    internal void Set(PendingChange? pending)
    {
        if (_current != pending)
        {
            _current = pending;
            Changed?.Invoke();
        }
    }
}
