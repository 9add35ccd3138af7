using System.Collections.Immutable;
using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;

namespace EventAuth.Core.Explanations;

/// <summary>
/// Finds the smallest changes that lead to a wanted verdict, by trying: each candidate is applied and the decider is asked again.
/// What needs the fewest edits comes first, and among these what gives away the least.
/// </summary>
internal sealed class ChangeSearch
{
    private readonly Situation _situation;
    private readonly Func<Decision, bool> _wanted;
    private readonly ImmutableArray<ImmutableArray<Edit>> _inLists;
    private readonly ImmutableArray<ImmutableArray<Edit>> _inRequest;

    private ChangeSearch(Situation situation, Func<Decision, bool> wanted)
    {
        (_situation, _wanted) = (situation, wanted);
        _inLists = [.. ListChanges(situation)];
        _inRequest = [.. RequestChanges(situation)];
    }

    /// <summary>The changes; none where all is as wanted already, or nothing helps.</summary>
    /// <param name="situation">How things stand.</param>
    /// <param name="wanted">Whether a verdict is as wanted.</param>
    /// <param name="listsFirst">Whether, of two that are as small, the one in the lists comes first.</param>
    public static ImmutableArray<SuggestedChange> Find(Situation situation, Func<Decision, bool> wanted, bool listsFirst)
    {
        if (situation.Decide().All(wanted))
        {
            return [];
        }

        var search = new ChangeSearch(situation, wanted);
        var inLists = search.Smallest(search._inLists);
        var inRequest = search.Smallest(search._inRequest);
        var both = inRequest.IsEmpty ? search.Smallest(search.InBoth(inLists)) : [];
        var either = listsFirst ? inLists.Concat(inRequest) : inRequest.Concat(inLists);
        return [.. either.Concat(both).OrderBy(change => change.Edits.Length)];
    }

    // Whether an event stands on a list or not is all that can be changed about it there, so these are all there are.
    private static IEnumerable<ImmutableArray<Edit>> ListChanges(Situation situation)
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

    private static IEnumerable<ImmutableArray<Edit>> RequestChanges(Situation situation)
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

    private IEnumerable<ImmutableArray<Edit>> InBoth(ImmutableArray<SuggestedChange> inLists) =>
        from lists in _inLists
        where !inLists.Any(change => change.Edits.All(lists.Contains))
        from request in _inRequest
        select lists.AddRange(request);

    private ImmutableArray<SuggestedChange> Smallest(IEnumerable<ImmutableArray<Edit>> candidates) => candidates
        .GroupBy(SizeOf)
        .OrderBy(group => group.Key)
        .Select(group => group.Select(Try).OfType<SuggestedChange>().OrderBy(change => change.NeedsNoProof)
            .ThenBy(change => change.SideEffects.Length).ThenBy(change => change.MayChangeData).ToImmutableArray())
        .FirstOrDefault(found => !found.IsEmpty, []);

    // A certificate that is missing is not one more thing to do, but what sending a token stands on.
    private static int SizeOf(ImmutableArray<Edit> edits) => Math.Max(1, edits.Count(edit => edit.Place != EditPlace.Certificate));

    private SuggestedChange? Try(ImmutableArray<Edit> edits)
    {
        var changed = edits.Aggregate(_situation, (situation, edit) => edit.Apply(situation));
        var results = changed.Decide();
        return results.All(_wanted)
            ? new SuggestedChange(edits, [.. results.Distinct()], [.. SideEffectSearch.Find(_situation, changed)])
            : null;
    }
}
