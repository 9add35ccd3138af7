namespace EventAuth.Core.Decisions;

/// <summary>Why an event was accepted or not; in the contract by <see cref="DecisionReasonExtensions.ToCode"/>, stored by number.</summary>
public enum DecisionReason
{
    ListedWithJwt = 1,
    ListedUpdateWithoutJwt = 2,
    Authenticated = 3,
    ListedAnonymous = 4,
    AnonymousListEmpty = 5,
    KnownCustomer = 6,

    // Accepted only because of Monitor mode; MonitoredDecisions says as what, and with which code it would be rejected.
    MonitoredListedAnonymousNeedsJwt = 7,
    MonitoredAnonymousNeedsJwt = 8,
    MonitoredKnownNeedsJwt = 9,
    MonitoredAnonymousNotAllowed = 10,
    MonitoredAuthenticatedNotListed = 11,
    MonitoredKnownNotListed = 12,
    MonitoredAnonymousNotListed = 13,
    MonitoredKnownOtherNeedsJwt = 14,
    MonitoredAnonymousOtherNeedsJwt = 15,

    JwtRequired = 20,
    InvalidToken = 21,
    TokenExpired = 22,
    IdentityMismatch = 23,
    NotAllowedForAnonymous = 24,
    InvalidEvent = 25,
    MalformedJson = 26,

    /// <summary>It is on no list, and such events are rejected.</summary>
    NotListed = 27,

    /// <summary>It is on no list, and such events need a token. Answered with the code of <see cref="JwtRequired"/>.</summary>
    OtherNeedsJwt = 28,
}
