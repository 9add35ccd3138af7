using System.Text.Unicode;
using EventAuth.Admin.Responses;
using EventAuth.Ingest.Requests;

namespace EventAuth.Admin.Api.Requests;

/// <summary>Reads a request's body as one JSON object, bounded and strictly: no member twice, no byte-order mark, no broken text.</summary>
internal static class JsonBody
{
    private const int MaxDepth = 32;
    private const int ChunkSize = 16 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = MaxDepth };

    /// <summary>
    /// Reads the object, or says why not: <c>unsupported_media_type</c>, <c>payload_too_large</c>, <c>malformed_json</c>.
    /// Nothing of the body stands in the problem.
    /// </summary>
    /// <param name="keepsOtherTypes">Whether the caller wants the bytes of a body, too, that is refused for its type.</param>
    public static async Task<JsonReading> ReadAsync(HttpRequest request, int maxBytes, bool keepsOtherTypes = false)
    {
        var problem = JsonMediaType.IsSent(request.Headers)
            ? null
            : ProblemResult.UnsupportedMediaType with { Detail = JsonMediaType.Refuse(request.HttpContext) };
        if (problem is not null && !keepsOtherTypes)
        {
            return new JsonReading(default, problem);
        }

        return request.ContentLength > maxBytes || await ReadBytesAsync(request, maxBytes) is not { } bytes
            ? new JsonReading(default, problem ?? ProblemResult.PayloadTooLarge)
            : (problem is null ? Parse(bytes) : new JsonReading(default, problem)) with { Bytes = bytes };
    }

    /// <summary>Answers with what becomes of the object, or says why the body is none.</summary>
    public static async Task<IResult> AnswerAsync(HttpRequest request, int maxBytes, Func<JsonElement, Task<IResult>> answer)
    {
        var body = await ReadAsync(request, maxBytes);
        return body.Problem ?? await answer(body.Root);
    }

    // Takes memory as the bytes arrive, not all that a body may have at once: who sends little or slowly holds little.
    private static async Task<ReadOnlyMemory<byte>?> ReadBytesAsync(HttpRequest request, int maxBytes)
    {
        using var body = new MemoryStream();
        var chunk = new byte[ChunkSize];
        while (await request.Body.ReadAsync(chunk, request.HttpContext.RequestAborted) is var read && read > 0)
        {
            if (body.Length + read > maxBytes)
            {
                return null;
            }

            body.Write(chunk, 0, read);
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private static JsonReading Parse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            if (Utf8.IsValid(bytes.Span) && JsonElement.Parse(bytes.Span, Strict) is { ValueKind: JsonValueKind.Object } root)
            {
                return new JsonReading(root, null);
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Broken, a member twice, too deep, or half a surrogate pair in a name: nothing of it is repeated.
        }

        return new JsonReading(default, ProblemResult.MalformedJson);
    }
}

/// <summary>What the reading gave: an object, or a problem.</summary>
internal readonly record struct JsonReading(JsonElement Root, ProblemResult? Problem)
{
    /// <summary>What was sent, as far as it was read.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }
}
