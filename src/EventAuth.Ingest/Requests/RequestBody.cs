using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using EventAuth.Ingest.Buffers;
using EventAuth.Ingest.Responses;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace EventAuth.Ingest.Requests;

/// <summary>Reads the bytes of a request, limited while they arrive, whatever <c>Content-Length</c> says.</summary>
internal sealed class RequestBody(BodyMemory memory)
{
    /// <summary>
    /// Reads the whole body. Returns null, or what is wrong; then the rest is not read. Throws
    /// <see cref="BadHttpRequestException"/> for a body that cannot be received.
    /// </summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<HttpProblem?> ReadAsync(HttpRequest request, int limit, PooledBuffer into)
    {
        if (!JsonMediaType.IsSent(request.Headers, orPlain: true))
        {
            return new HttpProblem(
                StatusCodes.Status415UnsupportedMediaType,
                "unsupported_media_type",
                JsonMediaType.Refuse(request.HttpContext, orPlain: true));
        }

        if (request.ContentLength > limit)
        {
            return HttpProblem.PayloadTooLarge;
        }

        var reader = request.BodyReader;
        while (true)
        {
            ReadResult result;
            try
            {
                result = await reader.ReadAsync();
            }
            catch (IOException exception) when (exception is not (BadHttpRequestException or ConnectionResetException))
            {
                // The server has its own exceptions for some mistakes of senders. None is a fault of this program.
                throw new BadHttpRequestException("The body cannot be received.", exception);
            }

            var arrived = result.Buffer;

            // Canceled means: the body was given up because it arrived slowly while there was no more memory.
            var problem = into.Length + arrived.Length > limit ? HttpProblem.PayloadTooLarge
                : result.IsCanceled || !TryMakeRoom(into, reader, (int)arrived.Length) ? HttpProblem.Overloaded
                : null;
            if (problem is null)
            {
                foreach (var segment in arrived)
                {
                    segment.Span.CopyTo(into.GetSpan(segment.Length));
                    into.Advance(segment.Length);
                }
            }

            reader.AdvanceTo(arrived.End);
            if (problem is not null)
            {
                return problem;
            }

            if (result.IsCompleted)
            {
                return into.Room is { } room && !memory.TryComplete(room) ? HttpProblem.Overloaded : null;
            }
        }
    }

    private bool TryMakeRoom(PooledBuffer into, PipeReader reader, int count) =>
        into.GrowthFor(count) is var more && (more == 0 || memory.TryTake(into.Room ??= new BodyRoom(memory, reader), more));
}
