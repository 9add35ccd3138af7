using EventAuth.Ingest.Responses;

namespace EventAuth.Admin.Responses;

/// <summary>An error as programs read it: a problem document (RFC 9457) with the contract's code.</summary>
/// <param name="Status">The status number.</param>
/// <param name="Code">The stable code of the contract.</param>
/// <param name="Detail">What happened and what to do, for people.</param>
internal sealed record ProblemResult(int Status, string Code, string Detail) : IResult
{
    /// <summary>Whether the same request may be sent again in a moment ("Retry-After", RFC 9110, 10.2.3).</summary>
    public bool MayBeSentAgain { get; init; } = Status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable;

    /// <summary>Everything that is wrong with what was sent; on 400 and 422.</summary>
    public ImmutableArray<ProblemError> Errors { get; init; } = [];

    /// <summary>Writes further members; or null.</summary>
    public Action<Utf8JsonWriter>? AddMembers { get; init; }

    public static ProblemResult Unauthorized { get; } = new(
        StatusCodes.Status401Unauthorized, "unauthorized", "This call needs \"Authorization: Bearer\" with a valid API key.");

    public static ProblemResult Forbidden { get; } = new(StatusCodes.Status403Forbidden, "forbidden", "This API key may not do that.");

    public static ProblemResult NotFound { get; } = new(StatusCodes.Status404NotFound, "not_found", "There is nothing at this address.");

    public static ProblemResult MalformedJson { get; } = new(
        StatusCodes.Status400BadRequest,
        "malformed_json",
        "The body must be one JSON object in UTF-8, without a byte-order mark and without a member twice.");

    public static ProblemResult PayloadTooLarge { get; } = new(
        StatusCodes.Status413PayloadTooLarge, "payload_too_large", "The body is larger than this call takes.");

    public static ProblemResult UnsupportedMediaType { get; } = new(
        StatusCodes.Status415UnsupportedMediaType,
        "unsupported_media_type",
        "The body must be sent as \"Content-Type: application/json\".");

    public static ProblemResult StorageUnavailable { get; } = new(
        StatusCodes.Status503ServiceUnavailable,
        "storage_unavailable",
        "Storage does not answer. Nothing was stored; send the request again.");

    public static ProblemResult InvalidRequest(params ImmutableArray<ProblemError> errors) =>
        new(StatusCodes.Status400BadRequest, "invalid_request", "The request cannot be read; \"errors\" says what is wrong.")
        {
            Errors = errors,
        };

    /// <summary>The document for a status that was set without one.</summary>
    public static ProblemResult Of(int status) => status switch
    {
        StatusCodes.Status400BadRequest => new ProblemResult(status, "invalid_request", "The request cannot be read."),
        StatusCodes.Status401Unauthorized => Unauthorized,
        StatusCodes.Status403Forbidden => Forbidden,
        StatusCodes.Status404NotFound => NotFound,
        StatusCodes.Status405MethodNotAllowed =>
            new ProblemResult(status, "method_not_allowed", "This address takes other methods; the header Allow names them."),
        StatusCodes.Status413PayloadTooLarge => PayloadTooLarge,
        StatusCodes.Status415UnsupportedMediaType => UnsupportedMediaType,
        StatusCodes.Status503ServiceUnavailable => StorageUnavailable,
        < StatusCodes.Status500InternalServerError => new ProblemResult(status, "invalid_request", "The request cannot be read."),
        _ => new ProblemResult(status, "internal_error", "Something went wrong here. The log of this installation says what."),
    };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = ProblemMediaType.For(httpContext.Request);
        if (MayBeSentAgain)
        {
            response.Headers.RetryAfter = "1";
        }

        if (!HttpMethods.IsHead(httpContext.Request.Method))
        {
            ProblemDocument.Write(response.BodyWriter, Status, Code, Detail, Errors.IsEmpty ? null : Errors, AddMembers);
        }

        return Task.CompletedTask;
    }
}
