using EventAuth.Admin.Components.EventSettings.Drafts;

namespace EventAuth.Admin.Components.EventSettings.Lists;

/// <summary>What somebody else changed on the lists of a draft since it was started.</summary>
/// <param name="Current">The policy in force now.</param>
/// <param name="Change">The newest revision that changed one of the lists: who and when.</param>
/// <param name="Lists">The lists that differ.</param>
public sealed record ListConflict(PolicyRevision Current, PolicyRevision Change, ImmutableArray<ListDifference> Lists)
{
    /// <summary>How far back the history is searched for who changed the lists.</summary>
    private const int MaxSteps = 50;

    /// <summary>Compares a draft with the policy in force, and finds in the history who changed its lists.</summary>
    public static async Task<ListConflict> FindAsync(
        IPolicyStore store, EventListDraft draft, PolicyRevision current, CancellationToken cancellation)
    {
        var change = current;
        for (var step = 0; step < MaxSteps; step++)
        {
            var older = await store.ReadAsync(change.Version - 1, cancellation);
            if (older is null || draft.Lists.Any(list => !older.Policy[list].SetEquals(current.Policy[list])))
            {
                break;
            }

            change = older;
        }

        var differences = draft.Lists.Select(list => new ListDifference(
            list, [.. current.Policy[list].Except(draft.Base[list])], [.. draft.Base[list].Except(current.Policy[list])]));
        return new ListConflict(current, change, [.. differences.Where(list => !list.Added.IsEmpty || !list.Removed.IsEmpty)]);
    }
}

/// <summary>How a list differs from its earlier state.</summary>
/// <param name="List">Which list.</param>
/// <param name="Added">What was added, in byte order.</param>
/// <param name="Removed">What was removed, in byte order.</param>
public sealed record ListDifference(EventListKind List, ImmutableArray<EventName> Added, ImmutableArray<EventName> Removed);
