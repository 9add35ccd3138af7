using System.Collections.Immutable;
using EventAuth.Core.Policies;

namespace EventAuth.Admin.Components.EventSettings.Lists;

/// <summary>What somebody else changed on a list since a draft of it was begun.</summary>
/// <param name="Current">The policy in force now.</param>
/// <param name="Change">The newest revision that changed the list: who and when.</param>
/// <param name="Added">What they added, in byte order.</param>
/// <param name="Removed">What they removed, in byte order.</param>
public sealed record ListConflict(
    PolicyRevision Current,
    PolicyRevision Change,
    ImmutableArray<EventName> Added,
    ImmutableArray<EventName> Removed)
{
    /// <summary>So far back the history is searched for who changed the list.</summary>
    private const int MaxSteps = 50;

    /// <summary>Compares a draft with the policy in force, and finds in the history who changed its list.</summary>
    public static async Task<ListConflict> FindAsync(IPolicyStore store, EventListDraft draft, PolicyRevision current, CancellationToken cancellation)
    {
        var theirs = current.Policy[draft.Kind];
        var change = current;
        for (var step = 0; step < MaxSteps; step++)
        {
            var older = await store.ReadAsync(change.Version - 1, cancellation);
            if (older is null || !older.Policy[draft.Kind].SetEquals(theirs))
            {
                break;
            }

            change = older;
        }

        return new ListConflict(current, change, [.. theirs.Except(draft.Before)], [.. draft.Before.Except(theirs)]);
    }
}
