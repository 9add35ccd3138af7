namespace EventAuth.Ingest.Responses;

/// <summary>Everything for which the ingest listener answers with an error.</summary>
internal enum Refusal
{
    MalformedJson,
    InvalidEvent,
    JwtRequired,
    InvalidToken,
    TokenExpired,
    IdentityMismatch,
    NotAllowedForAnonymous,
    BatchRejected,
    OriginNotAllowed,
    NotFound,
    MethodNotAllowed,
    PayloadTooLarge,
    UnsupportedMediaType,
    RateLimited,
    Overloaded,
    StorageUnavailable,
    InternalError,
}
