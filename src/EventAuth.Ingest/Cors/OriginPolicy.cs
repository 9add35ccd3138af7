using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;

namespace EventAuth.Ingest.Cors;

/// <summary>Which sites' browsers may send events, and the headers by which they learn it (Fetch standard, CORS protocol). No credentials: a token is sent openly or not at all.</summary>
internal sealed class OriginPolicy(IEnumerable<string> allowed)
{
    private const string PreflightSeconds = "86400";

    private readonly FrozenSet<string> _allowed = allowed.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Writes the headers every answer carries; false when the request comes from an origin that is not allowed.</summary>
    public bool Admit(HttpContext context)
    {
        var headers = context.Response.Headers;
        if (_allowed.Count == 0)
        {
            headers.AccessControlAllowOrigin = "*";
            headers.AccessControlExposeHeaders = "Retry-After, WWW-Authenticate";
            return true;
        }

        headers.Vary = "Origin";
        var origin = context.Request.Headers.Origin;
        if (origin.Count == 0)
        {
            return true;
        }

        if (origin is not [{ } one] || !_allowed.Contains(one))
        {
            return false;
        }

        headers.AccessControlAllowOrigin = one;
        headers.AccessControlExposeHeaders = "Retry-After, WWW-Authenticate";
        return true;
    }

    /// <summary>Answers <c>OPTIONS</c>: what may be sent, kept by the browser for a day.</summary>
    public static Task AnswerPreflight(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.Allow = "OPTIONS, POST";
        headers.AccessControlAllowMethods = "POST";
        headers.AccessControlAllowHeaders = "Authorization, Content-Type";
        headers.AccessControlMaxAge = PreflightSeconds;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
