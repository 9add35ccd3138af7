using System.Net.Mime;
using System.Text.Json;
using EventAuth.Ingest.Buffers;
using Microsoft.AspNetCore.Http;

namespace EventAuth.Ingest.Responses;

/// <summary>The verdicts on the events of a batch, and the answer with them.</summary>
internal sealed class BatchAnswer(int policyVersion)
{
    private const string NothingReadable = "no_valid_event";

    public int Accepted { get; set; }

    /// <summary>The others, in their order.</summary>
    public List<RefusedEvent> Refused { get; } = [];

    /// <summary>Accepted ones whose customer data was not all kept, in their order, with the names of what was not kept.</summary>
    public List<(int Index, IReadOnlyList<string> Names)> NotKept { get; } = [];

    /// <summary>Why the whole is refused, or null when something was accepted; the first reason that applies.</summary>
    public HttpProblem? FindProblem()
    {
        if (Accepted > 0)
        {
            return null;
        }

        var readable = Refused.Where(refused => !refused.IsUnreadable).ToList();
        return readable.Count == 0 ? HttpProblem.InvalidEvent
            : readable.TrueForAll(refused => refused.Problem == HttpProblem.JwtRequired) ? HttpProblem.JwtRequired
            : HttpProblem.BatchRejected;
    }

    /// <summary>202 when all were accepted, 207 when some were; a problem with the same members when none was.</summary>
    public Task WriteAsync(HttpContext context, HttpProblem? problem) => problem is null
        ? WriteVerdictsAsync(context.Response)
        : ProblemDocument.WriteAsync(context, problem, problem == HttpProblem.InvalidEvent ? [ExplainNothing()] : null, WriteMembers);

    private async Task WriteVerdictsAsync(HttpResponse response)
    {
        using var body = new PooledBuffer();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            WriteMembers(json);
            json.WriteEndObject();
        }

        response.StatusCode = Refused.Count == 0 ? StatusCodes.Status202Accepted : StatusCodes.Status207MultiStatus;
        response.ContentType = MediaTypeNames.Application.Json;
        response.ContentLength = body.Length;
        await response.BodyWriter.WriteAsync(body.Written);
    }

    // A sender of only bad events mostly makes the same mistake in each, so the first one is enough for a client that shows only one.
    private ProblemError ExplainNothing() => new("", NothingReadable, Refused.Count == 0
        ? "There is nothing to store: the batch has no events."
        : $"No event of the batch can be read, see results. The first: {Refused[0].Errors[0].ToSentence()}");

    private void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteNumber("accepted"u8, Accepted);
        json.WriteNumber("rejected"u8, Refused.Count);
        json.WriteNumber("policyVersion"u8, policyVersion);
        json.WriteStartArray("results"u8);
        foreach (var refused in Refused)
        {
            json.WriteStartObject();
            json.WriteNumber("index"u8, refused.Index);
            json.WriteNumber("status"u8, refused.Problem.Status);
            json.WriteString("code"u8, refused.Problem.Code);
            if (refused.IsUnreadable)
            {
                ProblemDocument.WriteErrors(json, refused.Errors);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (NotKept.Count > 0)
        {
            json.WritePropertyName("notKept"u8);
            JsonSerializer.Serialize(json, NotKept.Select(kept => new { kept.Index, NotKept = kept.Names }), JsonSerializerOptions.Web);
        }
    }
}

/// <summary>An event of a batch that was not accepted.</summary>
/// <param name="Errors">What is wrong with it; empty unless it could not be read.</param>
internal readonly record struct RefusedEvent(int Index, HttpProblem Problem, IReadOnlyList<ProblemError> Errors)
{
    /// <summary>Whether it was refused for its content, not for its sender.</summary>
    public bool IsUnreadable => Problem == HttpProblem.InvalidEvent || Problem == HttpProblem.MalformedJson;
}
