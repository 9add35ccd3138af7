using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using EventAuth.Ingest.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace EventAuth.Ingest.Responses;

/// <summary>Writes <c>application/problem+json</c> (RFC 9457): the form of every error that programs read.</summary>
public static class ProblemDocument
{
    /// <summary>How soon to try again. Queue and storage are usually free or back after a moment; if not, senders back off.</summary>
    private const string RetryAfterSeconds = "1";

    // Never sniffed as a page, so only what JSON itself requires is escaped: the text stays readable in a terminal.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a document.</summary>
    /// <param name="body">Receives the document.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">Stable, for programs.</param>
    /// <param name="detail">What is wrong and what helps, for people.</param>
    /// <param name="errors">Everything that is wrong, one by one; left out when null.</param>
    /// <param name="addMembers">Writes further members; or null.</param>
    public static void Write(
        IBufferWriter<byte> body,
        int status,
        string code,
        string detail,
        IReadOnlyList<ProblemError>? errors = null,
        Action<Utf8JsonWriter>? addMembers = null)
    {
        using var json = new Utf8JsonWriter(body, Readable);
        json.WriteStartObject();

        // The code tells the kinds apart: "type" is the general one, the title the status's (RFC 9457, section 4.2.1).
        json.WriteString("type"u8, "about:blank"u8);
        json.WriteString("title"u8, ReasonPhrases.GetReasonPhrase(status));
        json.WriteNumber("status"u8, status);
        json.WriteString("code"u8, code);
        json.WriteString("detail"u8, detail);
        if (errors is not null)
        {
            WriteErrors(json, errors);
        }

        addMembers?.Invoke(json);
        json.WriteEndObject();
    }

    /// <summary>Answers with a problem. Headers that were set before, such as <c>Allow</c>, stay.</summary>
    /// <param name="context">A request whose answer has not begun.</param>
    /// <param name="problem">What is wrong.</param>
    /// <param name="errors">Everything that is wrong, one by one; left out when null.</param>
    /// <param name="addMembers">Writes further members; or null.</param>
    internal static async Task WriteAsync(
        HttpContext context, HttpProblem problem, IReadOnlyList<ProblemError>? errors = null, Action<Utf8JsonWriter>? addMembers = null)
    {
        using var made = errors is null && addMembers is null ? null : new PooledBuffer();
        if (made is not null)
        {
            // Many clients show the detail and nothing else, so it says the first thing that is wrong.
            var detail = errors is { Count: > 0 } ? DetailOf(errors[0], errors.Count - 1) : problem.Detail;
            Write(made, problem.Status, problem.Code, detail, errors, addMembers);
        }

        var body = made?.Written ?? problem.Document;
        var response = context.Response;
        response.StatusCode = problem.Status;
        response.ContentType = ProblemMediaType.For(context.Request);
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

    internal static void WriteErrors(Utf8JsonWriter json, IReadOnlyList<ProblemError> errors)
    {
        json.WritePropertyName("errors"u8);
        JsonSerializer.Serialize(json, errors, JsonSerializerOptions.Web);
    }

    private static string DetailOf(ProblemError first, int more) =>
        first.ToSentence() + (more > 0 ? string.Create(CultureInfo.InvariantCulture, $" And {more} more, see errors.") : "");
}

/// <summary>One thing that is wrong with a request, as an element of <c>errors</c>.</summary>
/// <param name="Field">Path of the member, as in <c>client.uuid</c>; empty for the whole.</param>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Message">What is wrong and what to do, for people; never a value that was sent.</param>
public readonly record struct ProblemError(string Field, string Code, string Message)
{
    /// <summary>Field and message, for clients that do not read lists: "label: Must be a string."</summary>
    public string ToSentence() => Field.Length > 0 ? $"{Field}: {Message}" : Message;
}
