using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace EventAuth.Ingest.Requests;

/// <summary>Whether a body is sent as JSON in UTF-8, and what the sender is told if not.</summary>
public static class JsonMediaType
{
    private const string Json = "application/json";

    /// <summary>The type with which <c>navigator.sendBeacon</c> sends a string.</summary>
    private const string Plain = "text/plain";

    /// <summary>Longer values are truncated in answers, in characters.</summary>
    private const int MostShown = 100;

    /// <summary>Whether the body is <c>application/json</c>, in UTF-8 and without a content coding.</summary>
    /// <param name="headers">The headers of the request.</param>
    /// <param name="orPlain">Whether <c>text/plain</c> means the same.</param>
    public static bool IsSent(IHeaderDictionary headers, bool orPlain = false) =>
        IsJson(headers.ContentType, orPlain) && !IsCoded(headers.ContentEncoding);

    /// <summary>Sets the headers that go with 415 (RFC 9110, section 15.5.16) and returns the detail: what came and what to send.</summary>
    /// <param name="context">A request that is not <see cref="IsSent"/>.</param>
    /// <param name="orPlain">Whether <c>text/plain</c> would have been accepted.</param>
    public static string Refuse(HttpContext context, bool orPlain = false)
    {
        var (request, response) = (context.Request.Headers, context.Response.Headers);
        response.Accept = Json;
        if (!IsCoded(request.ContentEncoding))
        {
            return TypeCame(request.ContentType);
        }

        response.AcceptEncoding = "identity";
        var coding = $"Content-Encoding: {Shown(request.ContentEncoding)} was sent. Send the body as it is, without a content coding.";
        return IsJson(request.ContentType, orPlain) ? coding : $"{coding} {TypeCame(request.ContentType)}";
    }

    private static string TypeCame(StringValues type) =>
        (type.Count == 0 ? "No Content-Type was sent." : $"Content-Type: {Shown(type)} was sent.")
        + $" Send the body in UTF-8, with Content-Type: {Json}";

    private static bool IsCoded(StringValues coding) =>
        !(coding is [] or [null or ""] || (coding is [{ } one] && one.Equals("identity", StringComparison.OrdinalIgnoreCase)));

    private static bool IsJson(StringValues sent, bool orPlain) =>
        sent is [{ } type]
        && (type.Equals(Json, StringComparison.OrdinalIgnoreCase)
            || (MediaTypeHeaderValue.TryParse(type, out var parsed) && IsJson(parsed, orPlain)));

    private static bool IsJson(MediaTypeHeaderValue type, bool orPlain) =>
        (type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)
            || (orPlain && type.MediaType.Equals(Plain, StringComparison.OrdinalIgnoreCase)))
        && type.Parameters.Where(parameter => parameter.Name.Equals("charset", StringComparison.OrdinalIgnoreCase)).ToList() switch
        {
            [] => true,
            [var charset] => HeaderUtilities.RemoveQuotes(charset.Value).ToString().ToUpperInvariant() is "UTF-8" or "UTF8",
            _ => false,
        };

    // A header can hold anything, so only what a terminal can show is repeated.
    private static string Shown(StringValues sent)
    {
        var text = string.Join(", ", sent.ToArray());
        var visible = string.Concat(text.Take(MostShown).Select(character => character is >= ' ' and <= '~' ? character : '?'));
        return text.Length > MostShown ? visible + "…" : visible;
    }
}
