namespace EventAuth.Admin.Enforcement;

/// <summary>What a process knows about its own enforcement.</summary>
internal sealed record EnforcementState
{
    /// <summary>When the probes were refused last, in UTC; null for never, and where no events are taken.</summary>
    public DateTimeOffset? LastProven { get; init; }

    /// <summary>What the last proof left out, because the policy rejects nothing of that kind.</summary>
    public ProofScope Scope { get; init; }

    /// <summary>While probes are not refused: which one, and what it was answered, as the end of a sentence. Otherwise null.</summary>
    public string? Failure { get; init; }

    /// <summary>While nothing can be proven: why, as a part of a sentence. Otherwise null.</summary>
    public string? Obstacle { get; init; }

    /// <summary>Since when nothing could be proven, in UTC; null while something can.</summary>
    public DateTimeOffset? UnprovenSince { get; init; }

    /// <summary>Whether that has lasted so long that people must know.</summary>
    public bool IsOverdue { get; init; }

    /// <summary>Whether every page must say so.</summary>
    public bool HasTrouble => Failure is not null || IsOverdue;
}

/// <summary>What was sent to prove enforcement.</summary>
internal enum ProofScope
{
    /// <summary>An event that needs a token, once without one and once with a forged one.</summary>
    Everything,

    /// <summary>Only the forged token: no event needs one.</summary>
    NothingNeedsToken,

    /// <summary>Only the forged token: the lists only monitor.</summary>
    OnlyMonitored,
}
