using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;

namespace EventAuth.Core.Explanations;

/// <summary>Finds the smallest changes that lead to a wanted verdict, by trying; of these, those that allow the least come first.</summary>
internal sealed class ChangeSearch(Situation situation, Func<Decision, bool> wanted)
{
    /// <summary>The changes; none if the verdict is already as wanted, or nothing helps.</summary>
    /// <param name="listsFirst">Whether, of two equally small changes, the one in the lists comes first.</param>
    public ImmutableArray<SuggestedChange> Find(bool listsFirst)
    {
        if (situation.Decide().All(wanted))
        {
            return [];
        }

        var (listChanges, requestChanges) = (ListChanges().ToList(), RequestChanges().ToList());
        var (inLists, inRequest) = (Smallest(listChanges), Smallest(requestChanges));
        var inBoth =
            from lists in listChanges
            where Try(lists) is null && !inLists.Any(change => change.Edits.All(lists.Contains))
            from request in requestChanges
            select lists.AddRange(request);
        var both = inRequest.IsEmpty ? Smallest(inBoth) : [];
        var either = listsFirst ? inLists.Concat(inRequest) : inRequest.Concat(inLists);
        return [.. either.Concat(both).OrderBy(change => change.Edits.Length)];
    }

    // An event can only be put on a list or taken off it, so these are all possible changes.
    private IEnumerable<ImmutableArray<Edit>> ListChanges()
    {
        if (situation.Event.Action is not { } action)
        {
            return [];
        }

        var edits = EventPolicy.Kinds
            .Select(kind => new Edit(situation.Policy[kind].Contains(action) ? EditKind.RemoveFromList : EditKind.AddToList, kind))
            .ToImmutableArray();
        return Enumerable.Range(1, (1 << edits.Length) - 1)
            .Select(bits => edits.Where((_, place) => (bits & (1 << place)) != 0).ToImmutableArray());
    }

    private IEnumerable<ImmutableArray<Edit>> RequestChanges()
    {
        Edit[] edits = situation.Event switch
        {
            { HasRightForm: false } => [new(EditKind.CorrectEvent)],
            { Token: PresentedToken.None, Customer: CustomerState.Known } => [new(EditKind.SendToken)],
            { Token: PresentedToken.None } => [new(EditKind.SendToken), new(EditKind.IdentifyCustomer)],
            { Token: PresentedToken.Valid } => [new(EditKind.DropToken)],
            { Token: PresentedToken.Invalid } => [new(EditKind.ReplaceToken), new(EditKind.DropToken)],
            { Token: PresentedToken.Expired } => [new(EditKind.RenewToken), new(EditKind.DropToken)],
            { Token: PresentedToken.SomebodyElses } => [new(EditKind.SendOwnToken), new(EditKind.DropToken)],
        };
        if (situation.HasCertificate)
        {
            return edits.Select(edit => ImmutableArray.Create(edit));
        }

        // Nobody can send a valid token before there is a certificate.
        var define = new Edit(EditKind.DefineCertificate);
        return [[define], .. edits.Select(edit => edit.SendsToken ? ImmutableArray.Create(define, edit) : [edit])];
    }

    private ImmutableArray<SuggestedChange> Smallest(IEnumerable<ImmutableArray<Edit>> candidates) => candidates
        .GroupBy(SizeOf)
        .OrderBy(group => group.Key)
        .Select(group => group.Select(Try).OfType<SuggestedChange>().OrderBy(change => change.NeedsNoProof)
            .ThenBy(change => change.SideEffects.Length).ThenBy(change => change.MayChangeData).ToImmutableArray())
        .FirstOrDefault(found => !found.IsEmpty, []);

    // Defining a missing certificate does not count as a separate change: sending a token depends on it.
    private static int SizeOf(ImmutableArray<Edit> edits) => Math.Max(1, edits.Count(edit => edit.Place != EditPlace.Certificate));

    private SuggestedChange? Try(ImmutableArray<Edit> edits)
    {
        var changed = edits.Aggregate(situation, (state, edit) => edit.Apply(state));
        var results = changed.Decide();
        return results.All(wanted)
            ? new SuggestedChange(edits, [.. results.Distinct()], [.. SideEffectSearch.Find(situation, changed)])
            : null;
    }
}
