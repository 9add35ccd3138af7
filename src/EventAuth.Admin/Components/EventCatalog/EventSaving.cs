namespace EventAuth.Admin.Components.EventCatalog;

/// <summary>How saving ended.</summary>
public abstract record EventSaving
{
    private EventSaving() { }

    /// <summary>All of it is saved.</summary>
    /// <param name="Lists">How the change of the lists ended, or null if there was none.</param>
    public sealed record Saved(ApplyResult.Applied? Lists) : EventSaving;

    /// <summary>The words are saved, but the lists could not be changed: why.</summary>
    public sealed record ListsFailed(string Problem) : EventSaving;

    /// <summary>Nothing was saved: everything that is wrong.</summary>
    public sealed record Refused(ImmutableArray<DraftProblem> Problems) : EventSaving;
}
