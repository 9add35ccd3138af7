using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using EventAuth.Core.Decisions;
using EventAuth.Core.Tokens;
using EventAuth.Ingest.Limits;
using EventAuth.Ingest.Paths;

namespace EventAuth.Ingest.Responses;

/// <summary>An error as the ingest listener answers it, in the form of RFC 9457.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Detail">One or two sentences for people: what is wrong and what helps.</param>
internal sealed record HttpProblem(int Status, string Code, string Detail)
{
    private const string BearerChallenge = "Bearer";

    // The challenges where tokens must be proven (RFC 9449, section 7.1).
    private const string ProofChallenge = "DPoP algs=\"ES256\"";
    private const string FailedProofChallenge = "DPoP error=\"invalid_token\", algs=\"ES256\"";

    private byte[]? _document;
    private HttpProblem? _withProof;
    private HttpProblem? _withEither;

    public static HttpProblem MalformedJson { get; } = new(400, "malformed_json", "The body is not the JSON of an event. See errors.");

    public static HttpProblem InvalidEvent { get; } = new(400, "invalid_event", "The event breaks the rules of its fields. See errors.");

    // No token was sent, so no error is named (RFC 6750, section 3.1).
    public static HttpProblem JwtRequired { get; } =
        new(401, "jwt_required", "This event is only accepted with a token.") { Challenge = BearerChallenge };

    public static HttpProblem InvalidToken { get; } =
        new(401, "invalid_token", "The token was not accepted.") { Challenge = "Bearer error=\"invalid_token\"" };

    public static HttpProblem TokenExpired { get; } =
        new(401, "token_expired", "The token has expired. Get a new one.") { Challenge = "Bearer error=\"invalid_token\"" };

    public static HttpProblem IdentityMismatch { get; } =
        new(403, "identity_mismatch", "The token belongs to another customer than the event.");

    public static HttpProblem NotAllowedForAnonymous { get; } =
        new(403, "not_allowed_for_anonymous", "This event is not accepted from anonymous customers.");

    public static HttpProblem NotListed { get; } =
        new(403, "not_listed", "This event is not accepted: it is on no list, and all other events are rejected.");

    public static HttpProblem BatchRejected { get; } = new(403, "batch_rejected", "No event of the batch was accepted. See results.");

    public static HttpProblem OriginNotAllowed { get; } = new(403, "origin_not_allowed", "Events are not accepted from this origin.");

    public static HttpProblem NotFound { get; } = new(
        404,
        "not_found",
        $"There is nothing at this path. Served here are {IngestPaths.InWords}, GET /sdk/eventauth.js (the JavaScript SDK), "
        + "GET /healthz and GET /readyz.");

    public static HttpProblem MethodNotAllowed { get; } =
        new(405, "method_not_allowed", "This path does not take this method. See Allow; events are sent with POST.");

    public static HttpProblem PayloadTooLarge { get; } = new(
        413,
        "payload_too_large",
        string.Create(
            CultureInfo.InvariantCulture,
            $"Too large. One event (POST {IngestPaths.Custom}) may have {RequestLimits.EventBytes:N0} bytes, "
            + $"a batch (POST {IngestPaths.Batch}) {RequestLimits.BatchBytes:N0} bytes and "
            + $"{RequestLimits.BatchEvents:N0} events. Send several smaller requests."));

    public static HttpProblem RateLimited { get; } =
        new(429, "rate_limited", "This address sends more than it may. Nothing was stored; send it again later.") { IsTemporary = true };

    public static HttpProblem Overloaded { get; } =
        new(503, "overloaded", "Too much at once. Nothing was stored; send it again later.") { IsTemporary = true };

    public static HttpProblem StorageUnavailable { get; } =
        new(503, "storage_unavailable", "Storage does not answer. Nothing was stored; send it again later.") { IsTemporary = true };

    public static HttpProblem InternalError { get; } =
        new(500, "internal_error", "Something went wrong here. It was written to the log.");

    /// <summary><c>WWW-Authenticate</c>, or null. RFC 9110, section 15.5.2, requires it with 401.</summary>
    public string? Challenge { get; init; }

    private string ChallengeOfProof => Challenge == BearerChallenge ? ProofChallenge : FailedProofChallenge;

    /// <summary>Whether sending the same again later is safe and makes sense: the answer has <c>Retry-After</c>.</summary>
    public bool IsTemporary { get; init; }

    /// <summary>The document of the problem alone, made once.</summary>
    public ReadOnlyMemory<byte> Document => _document ??= Write();

    /// <summary>The same where proofs are read: the challenge asks for one. Where both are accepted it names both (section 7.2).</summary>
    public HttpProblem For(ProofRules? proof) => proof is null || Challenge is null ? this
        : proof.AcceptsBearers ? _withEither ??= this with { Challenge = $"{Challenge}, {ChallengeOfProof}" }
        : _withProof ??= this with { Challenge = ChallengeOfProof };

    /// <summary>The answer to a rejected event.</summary>
    public static HttpProblem Of(DecisionReason reason) => reason switch
    {
        DecisionReason.JwtRequired or DecisionReason.OtherNeedsJwt => JwtRequired,
        DecisionReason.InvalidToken => InvalidToken,
        DecisionReason.TokenExpired => TokenExpired,
        DecisionReason.IdentityMismatch => IdentityMismatch,
        DecisionReason.NotAllowedForAnonymous => NotAllowedForAnonymous,
        DecisionReason.NotListed => NotListed,
        DecisionReason.InvalidEvent => InvalidEvent,
        DecisionReason.MalformedJson => MalformedJson,
        < DecisionReason.JwtRequired => throw new UnreachableException("An accepted event is not refused."),
    };

    private byte[] Write()
    {
        var body = new ArrayBufferWriter<byte>();
        ProblemDocument.Write(body, Status, Code, Detail);
        return body.WrittenSpan.ToArray();
    }
}
