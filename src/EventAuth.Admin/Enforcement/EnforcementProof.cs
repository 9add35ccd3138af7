namespace EventAuth.Admin.Enforcement;

/// <summary>Whether this process is proven to enforce its policy, for the pages, the health check and the log to say so.</summary>
internal sealed partial class EnforcementProof(TimeProvider time, ILogger<EnforcementProof> logger)
{
    /// <summary>How long nothing need be proven before that is trouble of its own.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private volatile EnforcementState _current = new();
    private long _lastProven = time.GetTimestamp();

    /// <summary>Raised after each attempt to prove it.</summary>
    public event Action? Changed;

    /// <summary>What is known now.</summary>
    public EnforcementState Current => _current;

    /// <summary>Whether events were accepted that must not be, and no later probe was refused.</summary>
    public bool HasFailed => _current.Failure is not null;

    /// <summary>Everything that was sent was refused.</summary>
    public void Succeed(ProofScope scope)
    {
        if (_current.HasTrouble)
        {
            LogProven(logger);
        }

        _lastProven = time.GetTimestamp();
        Set(new EnforcementState { LastProven = time.GetUtcNow(), Scope = scope });
    }

    /// <summary>Something that was sent was not refused.</summary>
    /// <param name="what">Which one, and what it was answered: "an event without a token was accepted".</param>
    public void Fail(string what)
    {
        if (_current.Failure is null)
        {
            LogFailed(logger, what);
        }

        Set(_current with { Failure = what, Obstacle = null, UnprovenSince = null, IsOverdue = false });
    }

    /// <summary>Nothing was proven. A failure stays one until a probe is refused.</summary>
    /// <param name="why">The obstacle: "the listener did not answer".</param>
    public void Miss(string why)
    {
        var known = _current;
        var isOverdue = known.Failure is null && time.GetElapsedTime(_lastProven) >= Patience;
        if (isOverdue && !known.IsOverdue)
        {
            LogUnproven(logger, why);
        }

        Set(known with
        {
            Obstacle = why,
            UnprovenSince = known.UnprovenSince ?? known.LastProven ?? time.GetUtcNow(),
            IsOverdue = isOverdue,
        });
    }

    private void Set(EnforcementState state)
    {
        _current = state;
        Changed?.Invoke();
    }

    [LoggerMessage(1701, LogLevel.Error,
        "ENFORCEMENT FAILED: this process sent itself events that must be rejected, and {What}. "
        + "/readyz answers 503 until they are rejected.")]
    private static partial void LogFailed(ILogger logger, string what);

    [LoggerMessage(1702, LogLevel.Warning,
        "Enforcement has not been proven for 5 minutes: {Why}. It is tried again every minute.")]
    private static partial void LogUnproven(ILogger logger, string why);

    [LoggerMessage(1703, LogLevel.Information, "Enforcement is proven again: the events that this process sent itself were rejected.")]
    private static partial void LogProven(ILogger logger);
}
