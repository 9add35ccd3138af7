using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace EventAuth.Ingest.Responses;

/// <summary>The media type of a problem document, which not every client supports.</summary>
public static class ProblemMediaType
{
    private const string Problem = "application/problem+json";
    private const string Json = "application/json";

    /// <summary>
    /// The media type that a request gets its problem in: <c>application/json</c> if <c>Accept</c> names it and neither the document's
    /// own (RFC 9457, section 3) nor a wildcard that includes it. Such clients show only types that they know.
    /// </summary>
    public static string For(HttpRequest request) =>
        request.Headers.Accept is { Count: > 0 } accept
        && MediaTypeHeaderValue.TryParseList(accept, out var accepted)
        && accepted.Any(type => Names(type, Json))
        && !accepted.Any(type => Names(type, Problem) || Names(type, "application/*") || Names(type, "*/*"))
            ? Json
            : Problem;

    // With the weight 0 it is named as not acceptable (RFC 9110, section 12.4.2).
    private static bool Names(MediaTypeHeaderValue accepted, string type) =>
        accepted.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase) && accepted.Quality is not 0;
}
