using System.Runtime.CompilerServices;
using EventAuth.Ingest.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace EventAuth.Ingest.Requests;

/// <summary>Takes the bytes of a request, bounded while they arrive, whatever <c>Content-Length</c> says.</summary>
internal static class RequestBody
{
    private const string Json = "application/json";

    /// <summary>Reads the whole body; a fault leaves the rest of it unread.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<ReadFault> ReadAsync(HttpRequest request, int limit, PooledBuffer into)
    {
        if (!IsPlainJson(request.Headers))
        {
            return ReadFault.UnsupportedMediaType;
        }

        if (request.ContentLength > limit)
        {
            return ReadFault.TooLarge;
        }

        while (true)
        {
            var result = await request.BodyReader.ReadAsync();
            var arrived = result.Buffer;
            if (into.Length + arrived.Length > limit)
            {
                request.BodyReader.AdvanceTo(arrived.End);
                return ReadFault.TooLarge;
            }

            foreach (var segment in arrived)
            {
                segment.Span.CopyTo(into.GetSpan(segment.Length));
                into.Advance(segment.Length);
            }

            request.BodyReader.AdvanceTo(arrived.End);
            if (result.IsCompleted)
            {
                return ReadFault.None;
            }
        }
    }

    private static bool IsPlainJson(IHeaderDictionary headers) =>
        IsJson(headers) && headers.ContentEncoding is [] or [null or ""] or ["identity"];

    private static bool IsJson(IHeaderDictionary headers) =>
        headers.ContentType is [{ } type]
        && (type.Equals(Json, StringComparison.OrdinalIgnoreCase)
            || (MediaTypeHeaderValue.TryParse(type, out var parsed)
                && parsed.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)
                && parsed.Parameters.Count(parameter => parameter.Name.Equals("charset", StringComparison.OrdinalIgnoreCase)) <= 1
                && (!parsed.Charset.HasValue || HeaderUtilities.RemoveQuotes(parsed.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))));
}
