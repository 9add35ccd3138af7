using System.Collections.Immutable;

namespace EventAuth.Admin.Components.EventCatalog;

/// <summary>How saving ended.</summary>
public abstract record EventSaving
{
    private EventSaving() { }

    /// <summary>All of it is saved.</summary>
    /// <param name="Version">The version of the policy that has the lists, or null where they stayed as they were.</param>
    public sealed record Saved(int? Version) : EventSaving;

    /// <summary>The words are saved, and the lists could not be changed: why.</summary>
    public sealed record ListsFailed(string Problem) : EventSaving;

    /// <summary>Nothing was saved: everything that is wrong.</summary>
    public sealed record Refused(ImmutableArray<DraftProblem> Problems) : EventSaving;
}
