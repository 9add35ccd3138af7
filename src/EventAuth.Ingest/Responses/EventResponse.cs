using System.IO.Pipelines;
using System.Net.Mime;
using System.Text.Json;
using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using EventAuth.Ingest.Buffers;
using Microsoft.AspNetCore.Http;

namespace EventAuth.Ingest.Responses;

/// <summary>Answers a single event that was accepted.</summary>
internal static class EventResponse
{
    private const int IdLength = 36;

    private static ReadOnlySpan<byte> BeforeId => "{\"status\":\"accepted\",\"eventId\":\""u8;

    /// <summary>202, after the event is durable. Completes when the answer is on its way.</summary>
    public static ValueTask<FlushResult> WriteAcceptedAsync(HttpResponse response, JournalReceipt receipt, int policyVersion)
    {
        if (receipt.NotKept is { } names)
        {
            return WriteNotKeptAsync(response, receipt, policyVersion, names);
        }

        var afterId = AcceptedAnswers.AfterId(receipt.Decision, policyVersion);
        var length = BeforeId.Length + IdLength + afterId.Length;
        response.StatusCode = StatusCodes.Status202Accepted;
        response.ContentType = MediaTypeNames.Application.Json;
        response.ContentLength = length;
        var body = response.BodyWriter;
        var into = body.GetSpan(length);
        BeforeId.CopyTo(into);
        receipt.EventId.TryFormat(into[BeforeId.Length..], out _);
        afterId.CopyTo(into[(BeforeId.Length + IdLength)..]);
        body.Advance(length);
        return body.FlushAsync();
    }

    /// <summary>The same with the names of what was not kept, which is rare.</summary>
    private static async ValueTask<FlushResult> WriteNotKeptAsync(
        HttpResponse response, JournalReceipt receipt, int policyVersion, IReadOnlyList<string> names)
    {
        using var body = new PooledBuffer();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("status"u8, "accepted"u8);
            json.WriteString("eventId"u8, receipt.EventId);
            json.WriteString("reason"u8, receipt.Decision.Reason.ToCode());
            json.WriteBoolean("profileUpdated"u8, receipt.Decision.MayChangeData);
            json.WriteNumber("policyVersion"u8, policyVersion);
            NotKeptNames.Write(json, names);
            json.WriteEndObject();
        }

        response.StatusCode = StatusCodes.Status202Accepted;
        response.ContentType = MediaTypeNames.Application.Json;
        response.ContentLength = body.Length;
        return await response.BodyWriter.WriteAsync(body.Written);
    }
}
