using System.Runtime.CompilerServices;
using EventAuth.Ingest.Buffers;
using EventAuth.Ingest.MediaTypes;
using Microsoft.AspNetCore.Http;

namespace EventAuth.Ingest.Requests;

/// <summary>Takes the bytes of a request, bounded while they arrive, whatever <c>Content-Length</c> says.</summary>
internal static class RequestBody
{
    /// <summary>Reads the whole body; a fault leaves the rest of it unread.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<ReadFault> ReadAsync(HttpRequest request, int limit, PooledBuffer into)
    {
        if (!JsonMediaType.IsSent(request.Headers, orPlain: true))
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
}
