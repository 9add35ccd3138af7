using System.Globalization;
using System.Net.Mime;
using System.Text.Unicode;
using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using Microsoft.AspNetCore.Http;

namespace EventAuth.Ingest.Responses;

/// <summary>Answers a single event that was accepted.</summary>
internal static class EventResponse
{
    private const int MostBytes = 256;

    /// <summary>202, after the event is durable.</summary>
    public static async Task WriteAcceptedAsync(HttpContext context, JournalReceipt receipt, int policyVersion)
    {
        var response = context.Response;
        response.StatusCode = StatusCodes.Status202Accepted;
        response.ContentType = MediaTypeNames.Application.Json;
        var length = Write(response.BodyWriter.GetSpan(MostBytes), receipt, policyVersion);
        response.ContentLength = length;
        response.BodyWriter.Advance(length);
        await response.BodyWriter.FlushAsync();
    }

    /// <summary>Every part is a number, a code of ours or a Guid, so nothing needs escaping.</summary>
    private static int Write(Span<byte> into, JournalReceipt receipt, int policyVersion)
    {
        var updated = receipt.Decision.MayChangeData ? "true" : "false";
        var fits = Utf8.TryWrite(
            into,
            CultureInfo.InvariantCulture,
            $$"""{"status":"accepted","eventId":"{{receipt.EventId:D}}","reason":"{{receipt.Decision.Reason.ToCode()}}","profileUpdated":{{updated}},"policyVersion":{{policyVersion}}}""",
            out var length);
        return fits ? length : throw new InvalidOperationException("The answer to an event is larger than was thought.");
    }
}
