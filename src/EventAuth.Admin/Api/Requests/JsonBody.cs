using System.Text.Unicode;
using EventAuth.Admin.Responses;
using EventAuth.Ingest.Requests;

namespace EventAuth.Admin.Api.Requests;

/// <summary>Reads a request's body as one JSON object, limited and strict: no duplicate members, no byte-order mark, no bad text.</summary>
internal static class JsonBody
{
    private const int MaxDepth = 32;
    private const int ChunkSize = 16 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = MaxDepth };

    /// <summary>
    /// Reads the object, or says why not: <c>unsupported_media_type</c>, <c>payload_too_large</c>, <c>malformed_json</c>.
    /// The problem contains nothing of the body.
    /// </summary>
    /// <param name="keepsOtherTypes">Whether the caller also wants the bytes of a body that is refused for its type.</param>
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

    /// <summary>Answers with the result for the object, or says why the body is not one.</summary>
    public static async Task<IResult> AnswerAsync(HttpRequest request, int maxBytes, Func<JsonElement, Task<IResult>> answer)
    {
        var body = await ReadAsync(request, maxBytes);
        return body.Problem ?? await answer(body.Root);
    }

    // Takes memory as the bytes arrive, not the maximum at once: a sender of little or slow data uses little.
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
            // Malformed, a duplicate member, too deep, or half of a surrogate pair in a name: nothing of it is repeated.
        }

        return new JsonReading(default, ProblemResult.MalformedJson);
    }
}

/// <summary>The result: an object, or a problem.</summary>
internal readonly record struct JsonReading(JsonElement Root, ProblemResult? Problem)
{
    /// <summary>What was sent, as far as it was read.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }
}
