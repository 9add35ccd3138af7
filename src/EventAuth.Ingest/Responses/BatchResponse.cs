using System.Net.Mime;
using System.Text.Json;
using EventAuth.Ingest.Buffers;
using Microsoft.AspNetCore.Http;

namespace EventAuth.Ingest.Responses;

/// <summary>Answers a batch.</summary>
internal static class BatchResponse
{
    private const string NothingReadable = "no_valid_event";

    /// <summary>What the whole is refused for, or null when something was accepted; the first that applies.</summary>
    public static Refusal? FindRefusal(BatchAnswer answer)
    {
        if (answer.Accepted > 0)
        {
            return null;
        }

        var readable = answer.Refused.Where(refused => !IsUnreadable(refused)).ToList();
        if (readable.Count == 0)
        {
            return Refusal.InvalidEvent;
        }

        return readable.TrueForAll(refused => refused.Refusal == Refusal.JwtRequired) ? Refusal.JwtRequired : Refusal.BatchRejected;
    }

    /// <summary>202 when all were accepted, 207 when some were; a problem with the same members when none was.</summary>
    /// <param name="context">The request.</param>
    /// <param name="refusal">What the whole is refused for, or null.</param>
    /// <param name="answer">The verdicts.</param>
    public static Task WriteAsync(HttpContext context, Refusal? refusal, BatchAnswer answer) =>
        refusal is { } refused ? WriteRefusedAsync(context, refused, answer) : WriteVerdictsAsync(context, answer);

    private static async Task WriteVerdictsAsync(HttpContext context, BatchAnswer answer)
    {
        using var body = new PooledBuffer();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            WriteMembers(json, answer);
            json.WriteEndObject();
        }

        var response = context.Response;
        response.StatusCode = answer.Refused.Count == 0 ? StatusCodes.Status202Accepted : StatusCodes.Status207MultiStatus;
        response.ContentType = MediaTypeNames.Application.Json;
        response.ContentLength = body.Length;
        await response.BodyWriter.WriteAsync(body.Written);
    }

    private static Task WriteRefusedAsync(HttpContext context, Refusal refusal, BatchAnswer answer) =>
        ProblemDocument.WriteAsync(
            context,
            refusal.ToProblem(),
            refusal == Refusal.InvalidEvent ? [ExplainNothing(answer.Refused)] : null,
            json => WriteMembers(json, answer));

    // Who sends nothing but bad events mostly makes the same mistake in each, so the first says enough for a client that shows no more.
    private static FieldError ExplainNothing(IReadOnlyList<RefusedEvent> refused) => refused is []
        ? new FieldError("", NothingReadable, "There is nothing to store: the batch has no events.")
        : new FieldError(
            "", NothingReadable, $"No event of the batch can be read, see results. The first: {refused[0].Errors[0].ToSentence()}");

    private static void WriteMembers(Utf8JsonWriter json, BatchAnswer answer)
    {
        json.WriteNumber("accepted"u8, answer.Accepted);
        json.WriteNumber("rejected"u8, answer.Refused.Count);
        json.WriteNumber("policyVersion"u8, answer.PolicyVersion);
        json.WriteStartArray("results"u8);
        foreach (var refused in answer.Refused)
        {
            var problem = refused.Refusal.ToProblem();
            json.WriteStartObject();
            json.WriteNumber("index"u8, refused.Index);
            json.WriteNumber("status"u8, problem.Status);
            json.WriteString("code"u8, problem.Code);
            if (IsUnreadable(refused))
            {
                ProblemDocument.WriteErrors(json, refused.Errors);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (answer.NotKept.Count > 0)
        {
            WriteNotKept(json, answer.NotKept);
        }
    }

    private static void WriteNotKept(Utf8JsonWriter json, IReadOnlyList<PartlyKeptEvent> events)
    {
        json.WriteStartArray("notKept"u8);
        foreach (var (index, names) in events)
        {
            json.WriteStartObject();
            json.WriteNumber("index"u8, index);
            NotKeptNames.Write(json, names);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static bool IsUnreadable(RefusedEvent refused) => refused.Refusal is Refusal.InvalidEvent or Refusal.MalformedJson;
}
