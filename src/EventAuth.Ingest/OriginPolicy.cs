using System.Buffers;
using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace EventAuth.Ingest;

/// <summary>
/// Which sites' browsers may send events, and the headers that tell them so (Fetch standard, CORS protocol).
/// No credentials: a token is sent openly or not at all.
/// </summary>
/// <param name="allowed">Their origins; empty for any.</param>
/// <param name="showsTime">Whether pages may read the server's time: who makes proofs corrects a wrong clock by it.</param>
internal sealed class OriginPolicy(IEnumerable<string> allowed, bool showsTime = false)
{
    private const string PreflightSeconds = "86400";

    /// <summary>What a sender of events needs. Pages with tracing add <c>traceparent</c>, <c>baggage</c> and more.</summary>
    private const string UsualHeaders = "Authorization, Content-Type";

    /// <summary>The limits for the number of names and their total length in bytes: the answer repeats them.</summary>
    private const int MostHeaders = 32;
    private const int MostHeaderBytes = 1_024;

    private static readonly SearchValues<char> s_ofToken =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private readonly string _exposed = "Retry-After, WWW-Authenticate" + (showsTime ? ", Date" : "");
    private readonly FrozenSet<string> _allowed = allowed.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Writes the headers of every answer; false when the request comes from an origin that is not allowed.</summary>
    public bool Admit(HttpContext context)
    {
        var (headers, origin) = (context.Response.Headers, context.Request.Headers.Origin);
        if (_allowed.Count > 0)
        {
            headers.Vary = "Origin";
            if (origin is not [{ } one] || !_allowed.Contains(one))
            {
                return origin.Count == 0;
            }
        }

        headers.AccessControlAllowOrigin = _allowed.Count > 0 ? origin : "*";
        headers.AccessControlExposeHeaders = _exposed;
        return true;
    }

    /// <summary>Answers <c>OPTIONS</c>: what may be sent, cached by the browser for a day.</summary>
    public static Task AnswerPreflight(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.Allow = "OPTIONS, POST";
        headers.AccessControlAllowMethods = "POST";
        headers.AccessControlAllowHeaders = AllowHeaders(context.Request.Headers.AccessControlRequestHeaders);
        headers.AccessControlMaxAge = PreflightSeconds;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    // Whatever is requested, since none of it changes a decision; but only names (RFC 9110, section 5.6.2).
    private static string AllowHeaders(StringValues asked)
    {
        var names = asked.ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return names.Length <= MostHeaders
            && asked.Sum(line => line?.Length ?? 0) <= MostHeaderBytes
            && !names.Any(name => name.AsSpan().ContainsAnyExcept(s_ofToken))
            ? string.Join(", ", UsualHeaders.Split(", ").Union(names, StringComparer.OrdinalIgnoreCase))
            : UsualHeaders;
    }
}
