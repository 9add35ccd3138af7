using System.Collections.Immutable;

namespace EventAuth.Admin.Components.EventCatalog;

/// <summary>How saving a draft ended.</summary>
public abstract record EventSaving
{
    private EventSaving() { }

    /// <summary>The entry is in the catalogue.</summary>
    /// <param name="PolicyVersion">The policy that puts it on lists, or null when it was put on none.</param>
    public sealed record Saved(int? PolicyVersion) : EventSaving;

    /// <summary>The entry is in the catalogue, and the policy could not be changed: why.</summary>
    public sealed record SavedWithoutLists(string Problem) : EventSaving;

    /// <summary>Nothing was saved: everything that is wrong.</summary>
    public sealed record Refused(ImmutableArray<DraftProblem> Problems) : EventSaving;
}
