namespace EventAuth.Core.Lint;

/// <summary>What can be found about the lists, and about the policy as a whole.</summary>
public enum PolicyFindingKind
{
    /// <summary>The list with JWT is filled while there is no certificate: all its events are rejected.</summary>
    NoCertificate,

    /// <summary>Events are on both updating lists. The one with JWT wins: the other entries have no effect.</summary>
    OnBothUpdateLists,

    /// <summary>Events are on the anonymous list and on the list with JWT, which wins: the entries on the first have no effect.</summary>
    OnAnonymousAndJwtList,

    /// <summary>Anonymous customers are limited and <c>page.visit</c> is not among what they may send.</summary>
    PageVisitMissing,

    /// <summary>Both updating lists are empty, so that every accepted event may change customer data.</summary>
    OpenToAll,

    /// <summary>The names of events that need no JWT sound personal or important.</summary>
    LooksPersonal,

    /// <summary>Events of the list were not accepted for a long time, or never.</summary>
    NotSeen,

    /// <summary>Names on the list are nearly the same as other names.</summary>
    NearlyTheSame,

    /// <summary>Monitor mode has been on for so long that it is probably forgotten: the lists protect nothing.</summary>
    MonitoredForLong,
}

/// <summary>How much a finding matters; the greater, the more.</summary>
public enum PolicyFindingSeverity
{
    /// <summary>May well be intended; worth a look when there is time.</summary>
    Info,

    /// <summary>Probably not intended: an entry without effect, or more allowed than needed.</summary>
    Warning,

    /// <summary>Events are lost now, from every sender.</summary>
    Error,
}
