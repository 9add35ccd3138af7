using System.IO.Pipelines;
using System.Net.Mime;
using EventAuth.Core.Journal;
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
}
