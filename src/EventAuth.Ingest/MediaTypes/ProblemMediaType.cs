using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace EventAuth.Ingest.MediaTypes;

/// <summary>The media type of a problem document, which not every client is prepared for.</summary>
public static class ProblemMediaType
{
    /// <summary>The document's own (RFC 9457, section 3).</summary>
    public const string Problem = "application/problem+json";

    private const string Json = "application/json";

    /// <summary>
    /// The type that a request gets its problem in: <c>application/json</c> where <c>Accept</c> names it and neither
    /// <see cref="Problem"/> nor a wildcard that means it too. Such clients show what they know, and nothing else.
    /// </summary>
    public static string Of(HttpRequest request) =>
        request.Headers.Accept is { Count: > 0 } accept
        && MediaTypeHeaderValue.TryParseList(accept, out var accepted)
        && accepted.Any(type => Names(type, Json)) && !accepted.Any(IsProblem)
            ? Json
            : Problem;

    private static bool IsProblem(MediaTypeHeaderValue accepted) =>
        Names(accepted, Problem) || Names(accepted, "application/*") || Names(accepted, "*/*");

    // With the weight 0 it is named to be left out (RFC 9110, section 12.4.2).
    private static bool Names(MediaTypeHeaderValue accepted, string type) =>
        accepted.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase) && accepted.Quality is not 0;
}
