using System.Diagnostics;
using System.Globalization;
using EventAuth.Core.Decisions;
using EventAuth.Ingest.Limits;
using EventAuth.Ingest.MediaTypes;
using Microsoft.AspNetCore.Http;

namespace EventAuth.Ingest.Responses;

/// <summary>From what happened to what is answered: one switch for all.</summary>
internal static class RefusalExtensions
{
    /// <summary>No token was sent, so no error is named (RFC 6750, section 3.1).</summary>
    private const string Challenge = "Bearer";

    private const string InvalidTokenChallenge = "Bearer error=\"invalid_token\"";

    private static readonly string TooLarge = string.Create(
        CultureInfo.InvariantCulture,
        $"Too large. One event (POST /v4/events/custom) may have {RequestLimits.EventBytes:N0} bytes, a batch (POST /v4/events/batch) "
        + $"{RequestLimits.BatchBytes:N0} bytes and {RequestLimits.BatchEvents:N0} events. Send several smaller requests.");

    private static readonly HttpProblem[] Problems = [.. Enum.GetValues<Refusal>().Select(Make)];

    /// <summary>The answer to a refusal.</summary>
    public static HttpProblem ToProblem(this Refusal refusal) => Problems[(int)refusal];

    /// <summary>The same for a request: where a header is at fault, the detail says which. Sets the headers that go with it.</summary>
    public static HttpProblem ToProblem(this Refusal refusal, HttpContext context) => refusal == Refusal.UnsupportedMediaType
        ? new HttpProblem(StatusCodes.Status415UnsupportedMediaType, refusal.ToProblem().Code, JsonMediaType.Refuse(context, orPlain: true))
        : refusal.ToProblem();

    /// <summary>The refusal of a rejected event.</summary>
    public static Refusal ToRefusal(this DecisionReason reason) => reason switch
    {
        DecisionReason.JwtRequired => Refusal.JwtRequired,
        DecisionReason.InvalidToken => Refusal.InvalidToken,
        DecisionReason.TokenExpired => Refusal.TokenExpired,
        DecisionReason.IdentityMismatch => Refusal.IdentityMismatch,
        DecisionReason.NotAllowedForAnonymous => Refusal.NotAllowedForAnonymous,
        DecisionReason.InvalidEvent => Refusal.InvalidEvent,
        DecisionReason.MalformedJson => Refusal.MalformedJson,
        DecisionReason.ListedWithJwt or DecisionReason.ListedUpdateWithoutJwt or DecisionReason.Authenticated
            or DecisionReason.ListedAnonymous or DecisionReason.AnonymousListEmpty or DecisionReason.KnownCustomer =>
            throw new UnreachableException("An accepted event is not refused."),
    };

    private static HttpProblem Make(Refusal refusal) => refusal switch
    {
        Refusal.MalformedJson => new(400, "malformed_json", "The body is not the JSON of an event. See errors."),
        Refusal.InvalidEvent => new(400, "invalid_event", "The event breaks the rules of its fields. See errors."),
        Refusal.JwtRequired => new(401, "jwt_required", "This event is only accepted with a token.") { Challenge = Challenge },
        Refusal.InvalidToken => new(401, "invalid_token", "The token was not accepted.") { Challenge = InvalidTokenChallenge },
        Refusal.TokenExpired => new(401, "token_expired", "The token has expired. Get a new one.") { Challenge = InvalidTokenChallenge },
        Refusal.IdentityMismatch => new(403, "identity_mismatch", "The token belongs to another customer than the event."),
        Refusal.NotAllowedForAnonymous => new(403, "not_allowed_for_anonymous", "This event is not accepted from anonymous customers."),
        Refusal.BatchRejected => new(403, "batch_rejected", "No event of the batch was accepted. See results."),
        Refusal.OriginNotAllowed => new(403, "origin_not_allowed", "Events are not accepted from this origin."),
        Refusal.NotFound => HttpProblem.NotFound,
        Refusal.MethodNotAllowed => HttpProblem.MethodNotAllowed,
        Refusal.PayloadTooLarge => new(413, "payload_too_large", TooLarge),
        Refusal.UnsupportedMediaType => new(415, "unsupported_media_type", "Send application/json in UTF-8, without a content coding."),
        Refusal.RateLimited => new(429, "rate_limited", "This address sends more than it may. Nothing was stored; send it again later.")
        {
            IsTemporary = true,
        },
        Refusal.Overloaded => new(503, "overloaded", "Too much at once. Nothing was stored; send it again later.") { IsTemporary = true },
        Refusal.StorageUnavailable =>
            new(503, "storage_unavailable", "Storage does not answer. Nothing was stored; send it again later.") { IsTemporary = true },
        Refusal.InternalError => HttpProblem.InternalError,
    };
}
