namespace EventAuth.Core.Policies;

/// <summary>A revision to append, with what goes with it.</summary>
public sealed record PolicyAppend(PolicyRevision Revision)
{
    /// <summary>The revision is pending: it is taken back by itself unless it proves itself; or null.</summary>
    public PendingChange? Begins { get; init; }

    /// <summary>The pending change that the revision takes back; or null.</summary>
    public PendingChange? TakesBack { get; init; }

    /// <summary>The ids of the guarantees that an administrator overrode.</summary>
    public ImmutableArray<string> Overrides { get; init; } = [];
}
