using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using EventAuth.Ingest.Buffers;
using EventAuth.Ingest.MediaTypes;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace EventAuth.Ingest.Requests;

/// <summary>Takes the bytes of a request, bounded while they arrive, whatever <c>Content-Length</c> says.</summary>
/// <param name="memory">The memory for bodies that are larger than usual.</param>
internal sealed class RequestBody(BodyMemory memory)
{
    /// <summary>
    /// Reads the whole body; a fault leaves the rest of it unread. Throws <see cref="BadHttpRequestException"/> for a body that cannot be
    /// received.
    /// </summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ReadFault> ReadAsync(HttpRequest request, int limit, PooledBuffer into)
    {
        if (!JsonMediaType.IsSent(request.Headers, orPlain: true))
        {
            return ReadFault.UnsupportedMediaType;
        }

        if (request.ContentLength > limit)
        {
            return ReadFault.TooLarge;
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
                // The server has kinds of its own for some of what senders do wrong. None is a fault of this program.
                throw new BadHttpRequestException("The body cannot be received.", exception);
            }

            var arrived = result.Buffer;
            var fault = into.Length + arrived.Length > limit ? ReadFault.TooLarge
                : result.IsCanceled || !TryMakeRoom(into, reader, (int)arrived.Length) ? ReadFault.NoMemory
                : ReadFault.None;
            if (fault == ReadFault.None)
            {
                foreach (var segment in arrived)
                {
                    segment.Span.CopyTo(into.GetSpan(segment.Length));
                    into.Advance(segment.Length);
                }
            }

            reader.AdvanceTo(arrived.End);
            if (fault != ReadFault.None)
            {
                return fault;
            }

            if (result.IsCompleted)
            {
                return into.Room is { } room && !room.TryComplete() ? ReadFault.NoMemory : ReadFault.None;
            }
        }
    }

    private bool TryMakeRoom(PooledBuffer into, PipeReader reader, int count) =>
        into.GrowthFor(count) is var more && (more == 0 || (into.Room ??= new BodyRoom(memory, reader)).TryGrow(more));
}
