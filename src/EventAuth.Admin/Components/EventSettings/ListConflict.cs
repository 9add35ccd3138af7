using System.Collections.Immutable;
using EventAuth.Core.Policies;

namespace EventAuth.Admin.Components.EventSettings;

/// <summary>What somebody else changed on a list since a draft of it was begun.</summary>
/// <param name="Current">The policy in force now.</param>
/// <param name="Change">The newest revision that changed the list: who and when.</param>
/// <param name="Others">How many more people changed the list since.</param>
/// <param name="Added">What they added, in byte order.</param>
/// <param name="Removed">What they removed, in byte order.</param>
public sealed record ListConflict(
    PolicyRevision Current,
    PolicyRevision Change,
    int Others,
    ImmutableArray<EventName> Added,
    ImmutableArray<EventName> Removed)
{
    /// <summary>So far back the history is searched for who changed the list.</summary>
    private const int MaxRevisions = 200;

    /// <summary>Compares a draft with the policy in force, and finds in the history who changed its list.</summary>
    public static async Task<ListConflict> FindAsync(IPolicyStore store, EventListDraft draft, PolicyRevision current, CancellationToken cancellation)
    {
        var theirs = current.Policy[draft.Kind];
        var limit = Math.Clamp(current.Version - draft.BasedOn + 1, 1, MaxRevisions);
        var history = await store.ReadBeforeAsync(current.Version + 1, limit, cancellation);
        var changes = history
            .Zip(history.Skip(1), (newer, older) => (Revision: newer, Changed: !newer.Policy[draft.Kind].SetEquals(older.Policy[draft.Kind])))
            .Where(step => step.Changed)
            .Select(step => step.Revision)
            .ToList();
        var change = changes.Count > 0 ? changes[0] : current;
        var others = changes.Select(revision => revision.AppliedBy).Where(person => person != change.AppliedBy).Distinct().Count();
        return new ListConflict(current, change, others, [.. theirs.Except(draft.Before)], [.. draft.Before.Except(theirs)]);
    }
}
