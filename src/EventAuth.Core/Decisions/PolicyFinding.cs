using System.Collections.Immutable;
using EventAuth.Core.Policies;

namespace EventAuth.Core.Decisions;

/// <summary>What deserves attention about a list.</summary>
public enum PolicyFindingKind
{
    /// <summary>Events stand here and on the list with JWT, which wins: the entries here have no effect.</summary>
    OverruledByJwtList,

    /// <summary>The list with JWT is filled while there is no certificate: all its events are rejected.</summary>
    NoCertificate,

    /// <summary>Anonymous customers are told apart and <c>page.visit</c> is not among what they may send.</summary>
    PageVisitMissing,
}

/// <summary>One thing that deserves attention about a list.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Events">The events it is about, in byte order.</param>
/// <param name="Sentence">One sentence for people.</param>
public sealed record PolicyFinding(PolicyFindingKind Kind, ImmutableArray<EventName> Events, ImmutableArray<MeaningPart> Sentence);
