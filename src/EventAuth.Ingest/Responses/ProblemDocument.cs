using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using EventAuth.Ingest.Buffers;
using EventAuth.Ingest.MediaTypes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace EventAuth.Ingest.Responses;

/// <summary>Writes <c>application/problem+json</c> (RFC 9457): the form of every error of the ingest listener.</summary>
internal static class ProblemDocument
{
    // Never sniffed as a page, so only what JSON itself asks for is escaped: the text stays readable in a terminal.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>How soon to try again. Queue and storage are free or back after moments; for longer, senders back off.</summary>
    private const string RetryAfterSeconds = "1";

    /// <summary>The document of a problem that has nothing more to say.</summary>
    public static byte[] Make(HttpProblem problem)
    {
        using var body = new PooledBuffer();
        Write(body, problem, null, null);
        return body.Written.ToArray();
    }

    /// <summary>Answers with a problem. Headers that were set before, <c>Allow</c> for one, stay.</summary>
    /// <param name="context">A request whose answer has not begun.</param>
    /// <param name="problem">What is wrong.</param>
    /// <param name="errors">Everything that is wrong, one by one; left out when null.</param>
    /// <param name="addMembers">Writes further members; or null.</param>
    public static async Task WriteAsync(
        HttpContext context, HttpProblem problem, IReadOnlyList<FieldError>? errors = null, Action<Utf8JsonWriter>? addMembers = null)
    {
        if (errors is null && addMembers is null)
        {
            await SendAsync(context, problem, problem.Document);
            return;
        }

        using var body = new PooledBuffer();
        Write(body, problem, errors, addMembers);
        await SendAsync(context, problem, body.Written);
    }

    public static void WriteErrors(Utf8JsonWriter json, IReadOnlyList<FieldError> errors)
    {
        json.WriteStartArray("errors"u8);
        foreach (var error in errors)
        {
            json.WriteStartObject();
            json.WriteString("field"u8, error.Field);
            json.WriteString("code"u8, error.Code);
            json.WriteString("message"u8, error.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static async ValueTask SendAsync(HttpContext context, HttpProblem problem, ReadOnlyMemory<byte> body)
    {
        var response = context.Response;
        response.StatusCode = problem.Status;
        response.ContentType = ProblemMediaType.Of(context.Request);
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        if (problem.Challenge is not null)
        {
            response.Headers.WWWAuthenticate = problem.Challenge;
        }

        if (problem.IsTemporary)
        {
            response.Headers.RetryAfter = RetryAfterSeconds;
        }

        await response.BodyWriter.WriteAsync(body);
    }

    private static void Write(PooledBuffer body, HttpProblem problem, IReadOnlyList<FieldError>? errors, Action<Utf8JsonWriter>? addMembers)
    {
        using var json = new Utf8JsonWriter(body, Readable);
        json.WriteStartObject();
        WriteMembers(json, problem, errors);
        if (errors is not null)
        {
            WriteErrors(json, errors);
        }

        addMembers?.Invoke(json);
        json.WriteEndObject();
    }

    /// <summary>The code tells the kinds apart: <c>type</c> is the general one, the title the status's (RFC 9457, section 4.2.1).</summary>
    private static void WriteMembers(Utf8JsonWriter json, HttpProblem problem, IReadOnlyList<FieldError>? errors)
    {
        json.WriteString("type"u8, "about:blank"u8);
        json.WriteString("title"u8, ReasonPhrases.GetReasonPhrase(problem.Status));
        json.WriteNumber("status"u8, problem.Status);
        json.WriteString("code"u8, problem.Code);
        json.WriteString("detail"u8, errors is { Count: > 0 } ? DetailOf(errors[0], errors.Count - 1) : problem.Detail);
    }

    // Many clients show the detail and nothing else, so it says the first thing that is wrong.
    private static string DetailOf(FieldError first, int more) =>
        first.ToSentence() + (more > 0 ? string.Create(CultureInfo.InvariantCulture, $" And {more} more, see errors.") : "");
}
