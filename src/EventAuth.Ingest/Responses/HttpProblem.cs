using Microsoft.AspNetCore.Http;

namespace EventAuth.Ingest.Responses;

/// <summary>A kind of error as it is answered, in the form of RFC 9457.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Detail">One or two sentences for people: what is wrong and what helps.</param>
internal sealed record HttpProblem(int Status, string Code, string Detail)
{
    private byte[]? _document;

    /// <summary>No page and no interface stands at this path.</summary>
    public static HttpProblem NotFound { get; } = new(
        StatusCodes.Status404NotFound,
        "not_found",
        "There is nothing at this path. Served here are POST /v4/events/custom (one event), POST /v4/events/batch (an array of events), "
        + "GET /healthz and GET /readyz.");

    /// <summary>The path exists; <c>Allow</c> names the methods.</summary>
    public static HttpProblem MethodNotAllowed { get; } = new(
        StatusCodes.Status405MethodNotAllowed,
        "method_not_allowed",
        "This path does not take this method. See Allow; events are sent with POST.");

    /// <summary>A fault of this program.</summary>
    public static HttpProblem InternalError { get; } =
        new(StatusCodes.Status500InternalServerError, "internal_error", "Something went wrong here. It was written to the log.");

    /// <summary>The document of the problem alone, made once.</summary>
    public ReadOnlyMemory<byte> Document => _document ??= ProblemDocument.Make(this);

    /// <summary><c>WWW-Authenticate</c>, or null. RFC 9110, section 15.5.2, requires it with 401.</summary>
    public string? Challenge { get; init; }

    /// <summary>Whether sending the same again later is safe and makes sense: the answer carries <c>Retry-After</c>.</summary>
    public bool IsTemporary { get; init; }
}
