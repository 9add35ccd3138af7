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

    JwtRequired = 20,
    InvalidToken = 21,
    TokenExpired = 22,
    IdentityMismatch = 23,
    NotAllowedForAnonymous = 24,
    InvalidEvent = 25,
    MalformedJson = 26,
}
