using EventAuth.Core.Policies;

namespace EventAuth.Core.Lint;

/// <summary>All that was found of one kind about one list.</summary>
/// <param name="Events">The events it is about, in byte order.</param>
public sealed record PolicyFinding(PolicyFindingKind Kind, EventListKind List, ImmutableArray<EventName> Events, Fix Fix)
{
    /// <summary>For <see cref="PolicyFindingKind.NearlyTheSame"/>: at each event's place the name that it resembles. Else empty.</summary>
    public ImmutableArray<EventName> Resembled { get; init; } = [];

    /// <summary>For <see cref="PolicyFindingKind.PageVisitMissing"/>: whether anonymous visits are accepted by another list.</summary>
    public bool IsAcceptedElsewhere { get; init; }

    /// <summary>Whether the lists are those of a new installation: what the product itself chose is nothing to warn of.</summary>
    public bool IsDefault { get; init; }

    /// <summary>How much it matters.</summary>
    public PolicyFindingSeverity Severity => IsDefault ? PolicyFindingSeverity.Info : Kind.ToSeverity();

    /// <summary>Whether the card's badge turns yellow.</summary>
    public bool NeedsAttention => !IsDefault && Kind.NeedsAttention();
}

/// <summary>What can be found about the lists.</summary>
public enum PolicyFindingKind
{
    /// <summary>The list with JWT is filled while there is no certificate: all its events are rejected.</summary>
    NoCertificate,

    /// <summary>Events stand on both updating lists. The one with JWT wins: the other entries have no effect.</summary>
    OnBothUpdateLists,

    /// <summary>Events stand on the anonymous list and on the list with JWT, which wins: the entries on the first have no effect.</summary>
    OnAnonymousAndJwtList,

    /// <summary>Anonymous customers are told apart and <c>page.visit</c> is not among what they may send.</summary>
    PageVisitMissing,

    /// <summary>Both updating lists are empty, so that every accepted event may change customer data.</summary>
    OpenToAll,

    /// <summary>The names of events that need no JWT sound personal or important.</summary>
    LooksPersonal,

    /// <summary>Events of the list were not accepted for a long time, or never.</summary>
    NotSeen,

    /// <summary>Names on the list are nearly the same as other names.</summary>
    NearlyTheSame,
}

/// <summary>What holds for all findings of a kind.</summary>
public static class PolicyFindingKindExtensions
{
    /// <summary>The kind in the API.</summary>
    public static string ToCode(this PolicyFindingKind kind) => EnumCode.Of(kind);

    /// <summary>How much it matters.</summary>
    public static PolicyFindingSeverity ToSeverity(this PolicyFindingKind kind) => kind switch
    {
        PolicyFindingKind.NoCertificate => PolicyFindingSeverity.Error,
        PolicyFindingKind.OnBothUpdateLists or PolicyFindingKind.OnAnonymousAndJwtList or PolicyFindingKind.PageVisitMissing
            or PolicyFindingKind.OpenToAll or PolicyFindingKind.LooksPersonal => PolicyFindingSeverity.Warning,
        PolicyFindingKind.NotSeen or PolicyFindingKind.NearlyTheSame => PolicyFindingSeverity.Info,
    };

    /// <summary>Whether the card's badge turns yellow: where lists contradict each other or the certificate, nowhere else.</summary>
    public static bool NeedsAttention(this PolicyFindingKind kind) => kind is PolicyFindingKind.NoCertificate
        or PolicyFindingKind.OnBothUpdateLists or PolicyFindingKind.OnAnonymousAndJwtList or PolicyFindingKind.PageVisitMissing;
}

/// <summary>How much a finding matters; the greater, the more.</summary>
public enum PolicyFindingSeverity
{
    /// <summary>May well be meant; worth a look when there is time.</summary>
    Info,

    /// <summary>Probably not what was meant: an entry without effect, or a door that stands open.</summary>
    Warning,

    /// <summary>Events are lost now, whoever sends them.</summary>
    Error,
}

/// <summary>What a person can do about a finding, in one step. It is offered, never done by itself.</summary>
public abstract record Fix
{
    private Fix() { }

    /// <summary>Events come to a list or leave it.</summary>
    /// <param name="Add">What comes to it, in byte order.</param>
    /// <param name="Remove">What leaves it, in byte order.</param>
    public sealed record ChangeList(EventListKind List, ImmutableArray<EventName> Add, ImmutableArray<EventName> Remove) : Fix
    {
        /// <summary>From which other list the events that come to this one are taken; null for none.</summary>
        public EventListKind? MoveFrom { get; init; }
    }

    /// <summary>A person has to look at the list: a change that follows by itself would change what happens to other events, too.</summary>
    public sealed record ReviewList(EventListKind List) : Fix;

    /// <summary>The shop's public key is to be defined.</summary>
    public sealed record DefineCertificate : Fix;
}
