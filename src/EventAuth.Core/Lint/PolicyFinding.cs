using EventAuth.Core.Policies;

namespace EventAuth.Core.Lint;

/// <summary>Everything of one kind that was found about one list, or about the policy as a whole.</summary>
/// <param name="List">Null for the policy as a whole.</param>
/// <param name="Events">The events it is about, in byte order.</param>
public sealed record PolicyFinding(PolicyFindingKind Kind, EventListKind? List, ImmutableArray<EventName> Events, Fix Fix)
{
    /// <summary>For <see cref="PolicyFindingKind.NearlyTheSame"/>: for each event, the name that it resembles. Else empty.</summary>
    public ImmutableArray<EventName> Resembled { get; init; } = [];

    /// <summary>For <see cref="PolicyFindingKind.PageVisitMissing"/>: whether anonymous visits are accepted by another list.</summary>
    public bool IsAcceptedElsewhere { get; init; }

    /// <summary>Whether the lists are those of a new installation: do not warn about what the product itself chose.</summary>
    public bool IsDefault { get; init; }

    /// <summary>How much it matters.</summary>
    public PolicyFindingSeverity Severity => IsDefault ? PolicyFindingSeverity.Info : Kind.ToSeverity();

    /// <summary>Whether the card's badge turns yellow.</summary>
    public bool NeedsAttention => !IsDefault && Kind.NeedsAttention();
}
