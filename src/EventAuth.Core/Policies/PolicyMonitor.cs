namespace EventAuth.Core.Policies;

/// <summary>The policy in force in this process: one reference, swapped as a whole.</summary>
public sealed class PolicyMonitor
{
    private readonly Lock _gate = new();
    private volatile PolicySnapshot? _current;

    /// <summary>Raised after a new snapshot came into force, on the thread that published it.</summary>
    public event Action<PolicySnapshot>? Changed;

    /// <summary>The snapshot in force, or null before the first one is read.</summary>
    public PolicySnapshot? CurrentOrNone => _current;

    /// <summary>The snapshot in force. Throws before the first one is read; the program does not listen before that.</summary>
    public PolicySnapshot Current => _current ?? throw new InvalidOperationException("No policy is in force yet.");

    /// <summary>Puts a snapshot into force, unless a newer one is already.</summary>
    public void Publish(PolicySnapshot snapshot)
    {
        lock (_gate)
        {
            if (_current is { } current && current.Version >= snapshot.Version)
            {
                return;
            }

            _current = snapshot;
        }

        Changed?.Invoke(snapshot);
    }
}
